import { Told } from "./told.js";

const WAIT = 90_000; // milliseconds; the server itself gives up sooner
const BEFORE_AGAIN = 2_000;

/**
 * The server's answer to a press. What is sent holds all that is needed and changes nothing there,
 * so a request that was lost on its way is sent once more.
 */
export async function ask(id, sent, signIn) {
  const headers = { "content-type": "application/json" };
  if (signIn) headers.authorization = `Bearer ${await token()}`;
  const request = { method: "POST", headers, body: JSON.stringify(sent) };
  let answer;
  try {
    answer = await send(id, request).catch(() => later().then(() => send(id, request)));
  } catch {
    throw new Told("The server could not be reached, so nothing was changed. Look to your "
      + "connection, then press the button again.");
  }
  if (answer.ok) return answer.json();
  const { told } = await answer.json().catch(() => ({}));
  throw new Told(told ?? "The server cannot do this at the moment, so nothing was changed. Press the "
    + "button again in a few minutes.");
}

function send(id, request) {
  return fetch(`api/actions/${id}`, { ...request, signal: AbortSignal.timeout(WAIT) });
}

function later() {
  return new Promise((done) => setTimeout(done, BEFORE_AGAIN));
}

async function token() {
  try {
    return await Office.auth.getAccessToken({ allowSignInPrompt: true });
  } catch {
    throw new Told("You could not be signed in. Close this pane, sign in to Microsoft 365, and open "
      + "the pane again.");
  }
}
