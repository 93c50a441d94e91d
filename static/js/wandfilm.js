// A film on a wall screen: with sound where the browser allows it, else without; captions are always on.
for (const film of document.querySelectorAll("video[data-wandfilm]")) {
  for (const spoor of film.textTracks) spoor.mode = "showing";
  if (film.dataset.wandfilm === "geluid") {
    film.muted = false;
    film.play().catch(() => {
      film.muted = true;
      // When even that is refused the poster stays, and the controls.
      film.play().catch(() => {});
    });
  }
}
