/* Rich text on the small subset, with a toolbar in words. The editor itself comes from django-prose-editor. */
let kern;

const KNOPPEN = [
  ["Vet", (e) => e.toggleBold(), (e) => e.isActive("bold")],
  ["Cursief", (e) => e.toggleItalic(), (e) => e.isActive("italic")],
  ["Kop", (e) => e.toggleHeading({ level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["Tussenkop", (e) => e.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  ["Lijst", (e) => e.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["Nummers", (e) => e.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["Citaat", (e) => e.toggleBlockquote(), (e) => e.isActive("blockquote")],
];

function knop(tekst, doe) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = tekst;
  element.addEventListener("click", doe);
  return element;
}

/** Asks for an address; the dialog is in the page. */
function vraagLink(editor) {
  const venster = document.getElementById("linkvenster");
  const adres = document.getElementById("linkadres");
  adres.value = editor.getAttributes("link").href ?? "";
  venster.returnValue = "";
  venster.addEventListener(
    "close",
    () => {
      const keten = editor.chain().focus().extendMarkRange("link");
      if (venster.returnValue === "zet" && adres.value.trim()) keten.setLink({ href: adres.value.trim() }).run();
      else if (venster.returnValue) keten.unsetLink().run();
      else editor.commands.focus();
    },
    { once: true },
  );
  venster.showModal();
}

function uitbreidingen(k, opLink) {
  const Link = k.Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": ({ editor }) => opLink(editor) ?? true }) });
  return [
    k.Document, k.Paragraph, k.Text, k.HardBreak, k.Bold, k.Italic, k.History, k.ListItem, k.BulletList, k.Blockquote,
    k.Heading.configure({ levels: [2, 3] }),
    k.OrderedList.configure({ enableListAttributes: false }),
    Link.configure({ openOnClick: false, autolink: false, enableTarget: false, protocols: ["mailto", "tel"] }),
  ];
}

function balk(editor, naam) {
  const element = document.createElement("div");
  element.className = "opmaak-balk";
  element.setAttribute("role", "toolbar");
  element.setAttribute("aria-label", `Opmaak van ${naam}`);
  const paren = KNOPPEN.map(([tekst, doe, aan]) => [knop(tekst, () => doe(editor.chain().focus()).run()), aan]);
  paren.push([knop("Link", () => vraagLink(editor)), (e) => e.isActive("link")]);
  const terug = knop("Ongedaan", () => editor.chain().focus().undo().run());
  const opnieuw = knop("Opnieuw", () => editor.chain().focus().redo().run());
  const ververs = () => {
    for (const [element, aan] of paren) element.setAttribute("aria-pressed", String(aan(editor)));
    terug.disabled = !editor.can().undo();
    opnieuw.disabled = !editor.can().redo();
  };
  editor.on("transaction", ververs);
  element.append(...paren.map(([element]) => element), terug, opnieuw);
  ververs();
  return element;
}

function opmaak(k, veld) {
  const label = document.getElementById(`${veld.id}.kop`);
  const doos = document.createElement("div");
  doos.className = "opmaak";
  veld.before(doos);
  const editor = new k.Editor({
    element: doos,
    extensions: uitbreidingen(k, vraagLink),
    content: veld.value,
    injectCSS: false, // the CSP allows no style element; ours is in werk.css
    editorProps: {
      attributes: {
        class: "tekst",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": label.id,
        ...(veld.hasAttribute("aria-describedby") && { "aria-describedby": veld.getAttribute("aria-describedby") }),
      },
    },
    onUpdate() {
      veld.value = editor.isEmpty ? "" : editor.getHTML();
      veld.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  doos.prepend(balk(editor, label.firstChild.textContent.trim()));
  doos.append(veld);
  label.addEventListener("click", () => editor.commands.focus());
}

/** Turns the rich fields in ``deel`` into editors. When the editor does not load they stay plain fields with HTML. */
export async function maakOpmaak(form, deel) {
  const velden = deel.querySelectorAll("textarea[data-rijk]");
  if (!velden.length) return;
  kern ??= import(form.dataset.editor);
  const k = await kern;
  for (const veld of velden) opmaak(k, veld);
}
