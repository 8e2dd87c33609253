/** The documents that a press has made: links to save them by. The page is all that holds them. */
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const BETWEEN = 200; // milliseconds; browsers pass over downloads that come all at once

const part = (id) => document.getElementById(id);
const links = () => [...part("files").querySelectorAll("a")];

/** These documents are offered in place of the ones before; with none the list is gone. */
export function offer(documents) {
  links().forEach(({ href }) => URL.revokeObjectURL(href));
  part("files").replaceChildren(...documents.map(item));
  part("documents").hidden = !documents.length;
  part("save-all").hidden = documents.length < 2;
}

/** All of them are saved, one after the other. */
export async function saveAll() {
  for (const link of links()) {
    link.click();
    await new Promise((done) => setTimeout(done, BETWEEN));
  }
}

function item({ name, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: WORD }));
  link.download = name;
  link.textContent = name;
  const made = document.createElement("li");
  made.append(link);
  return made;
}
