// Makes the film on the screen do what regie says: play, stand still, start anew. Where it is, the page says when it
// opens, so that a reload goes on from there; from then on the film itself leads, so that a slow network skips nothing.

export function duurTot(seconden) {
  return `${Math.floor(seconden / 60)}:${String(Math.floor(seconden) % 60).padStart(2, "0")}`;
}

function meld(film, welke) {
  for (const melding of film.querySelectorAll("[data-melding]")) melding.hidden = melding.dataset.melding !== welke;
}

// film: that part of the page; bel: tells regie something (the name of a button, and what goes with it).
export function begin(film, bel) {
  const video = film.querySelector("video");
  video.controls = false;
  video.addEventListener("ended", () => { film.dataset.stand = "klaar"; bel("film_klaar"); });
  video.addEventListener("error", () => meld(film, "fout"));
  film.addEventListener("click", () => {
    if (film.dataset.wacht || (film.dataset.stand === "speelt" && video.paused)) bel("film_start");
  });
  if (film.dataset.stand !== "klaar") video.currentTime = Number(film.dataset.positie);
  volg(film, bel);
}

// nu: what the server says of the film now.
export function pas(film, nu, bel) {
  const video = film.querySelector("video");
  const opnieuw = nu.beurt !== film.dataset.beurt;
  // By the clock it is over, but this screen is a little behind: let it end.
  if (nu.stand === "klaar" && !opnieuw && !video.paused && !video.ended) return;
  for (const naam of ["stand", "beurt", "wacht"]) film.dataset[naam] = nu[naam];
  if (opnieuw) video.currentTime = 0;
  volg(film, bel);
}

async function volg(film, bel) {
  const video = film.querySelector("video");
  meld(film, film.dataset.wacht ? "klik" : "");
  if (film.dataset.stand !== "speelt") {
    video.pause();
    return;
  }
  try {
    await video.play();
  } catch (fout) {
    // A browser plays sound only after somebody touched this very page; keys and clicks count.
    if (fout.name === "NotAllowedError") bel("film_wacht", { positie: video.currentTime });
  }
}
