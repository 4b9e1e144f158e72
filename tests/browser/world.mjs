// SPDX-License-Identifier: MIT
// The server, the browser and a page in it. What no test may bring about is
// watched for here: an error on the console, a request that leaves the origin,
// an answer of status 500 or above.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";

const build = process.env.ERRKB_BUILD;
export const source = process.env.ERRKB_SOURCE;
const program = join(build, "libexec/errkb/errkb-serve");
const builtIndex = join(build, "share/errkb/errkb.ekb");

export const folder = mkdtempSync(join(tmpdir(), "errkb-browser-"));
const started = [];
let browser = null;

export function compile(folders, output) {
  execFileSync(join(build, "bin/errkbc"), ["-q", ...folders, "-o", output]);
}

// Resolves to the origin once the server says where it listens.
export function serve(indexes = [builtIndex]) {
  const options = indexes.flatMap((index) => ["--index", index]);
  const server = spawn(program, ["--listen", "127.0.0.1:0", ...options], { stdio: ["ignore", "ignore", "pipe"] });
  started.push(server);
  return new Promise((resolve, reject) => {
    server.log = "";
    server.stderr.setEncoding("utf8");
    server.stderr.on("data", (text) => {
      server.log += text;
      const at = server.log.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (at) resolve(at[0]);
    });
    server.on("exit", (code) => reject(new Error(`errkb-serve ended with ${code}: ${server.log}`)));
  });
}

let common = null;
export const origin = () => (common ??= serve());

export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.ERRKB_CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

// A server that sanitizers have something to say of does not end with 0.
after(async () => {
  await browser?.close();
  for (const server of started) {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    assert.equal((await ended)[0], 0, server.log);
  }
  rmSync(folder, { recursive: true });
});

// A page at @p address that notes what must not happen.
export async function open(context, at, address) {
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(at + "/")) page.faults.push(`left the origin: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) page.faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(at + address);
  return page;
}

// A test of one page: check(name, {at?, address, …options of the context}, body).
export function check(name, options, body) {
  test(name, async () => {
    const { address = "/en/", at = await origin(), ...rest } = options;
    const context = await (await launch()).newContext({ viewport: { width: 1280, height: 900 }, ...rest });
    try {
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: at });
      const page = await open(context, at, address);
      await body(page, at, context);
      assert.deepEqual(page.faults, []);
    } finally {
      await context.close();
    }
  });
}

export const title = (page) => page.locator("main h1");

// Waits until the element's text is, or matches, what is expected.
export async function expectText(locator, expected) {
  const fits = (text) => (expected instanceof RegExp ? expected.test(text) : text === expected);
  const end = Date.now() + 10000;
  let text = null;
  do {
    text = await locator.first().textContent({ timeout: 10000 });
    if (fits(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  } while (Date.now() < end);
  assert.fail(`“${text}” is not “${expected}”`);
}

export async function expectAddress(page, expected) {
  await page.waitForURL((url) => decodeURIComponent(url.pathname + url.search) === expected, { timeout: 10000 });
}

export async function paste(page, text) {
  await page.evaluate((it) => navigator.clipboard.writeText(it), text);
  await page.locator("#q").focus();
  await page.keyboard.press("Control+V");
}
