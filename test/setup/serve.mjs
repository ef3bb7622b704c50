import { randomBytes } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { sessionCookie, startServer } from "../e2e/host/server.mjs";
import { cache, root } from "./checkout.mjs";

const usualPort = 4747;

/**
 * Shows `folder` in VS Code in the browser until Ctrl-C. On a shared machine others reach 127.0.0.1 too and an editor has a
 * terminal, so there is a password, and an address that holds a secret and spares its owner the password.
 */
export async function serve(folder, env) {
  const password = randomBytes(12).toString("hex");
  const profile = path.join(cache, "browser-profile");
  fs.mkdirSync(profile, { recursive: true, mode: 0o700 });
  const server = await startServer({ extensions: [root], settings: visible, port: usualPort, password, profile, env });
  const door = await openDoor(server.url(folder), password);
  console.log(`\nAI Scientist is open in VS Code in the browser:\n\n  ${door.address}\n`);
  console.log(`From another computer: forward port ${server.port}, open ${server.url(folder)}`);
  console.log(`and give the password ${password}\n\nCtrl-C ends it.`);
  const reason = await Promise.race([signalled(), server.ended.then(() => "ended")]);
  door.close();
  await server.stop();
  if (reason === "ended") console.error(`VS Code ended by itself. Its log: ${server.log}`);
  return reason === "ended" ? 1 : 0;
}

/** The sample is our own, so it is trusted; unlike in tests, what helps a person to look around stays on. */
const visible = { "workbench.quickOpen.closeOnFocusLost": true, "editor.accessibilitySupport": "auto" };

/** A page that gives the browser the cookie of somebody who knows the password, and sends it on to `url`. */
function openDoor(url, password) {
  const secret = `/${randomBytes(16).toString("hex")}`;
  const cookie = `code-server-session=${sessionCookie(password)}; Path=/; HttpOnly; SameSite=Lax`;
  const door = http.createServer((request, response) => {
    if (request.url === secret) response.writeHead(302, { Location: url, "Set-Cookie": cookie }).end();
    else response.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    door.once("error", reject);
    door.listen(0, "127.0.0.1", () => {
      const close = () => door.close() && door.closeAllConnections();
      resolve({ address: `http://127.0.0.1:${door.address().port}${secret}`, close });
    });
  });
}

/** Settles at a signal, or when npm, which called us, is gone: it does not pass on every way of being ended. */
function signalled() {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve(signal));
    setInterval(() => process.ppid !== parent && resolve("orphaned"), 1000).unref();
  });
}
