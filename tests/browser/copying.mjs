// SPDX-License-Identifier: MIT
// Copying: for the ticket, a command, the request to the authors.
import assert from "node:assert/strict";
import { join } from "node:path";
import { check, compile, expectText, folder, paste, serve, source } from "./world.mjs";

const hostile = join(folder, "hostile.ekb");
compile([join(source, "tests/fixtures/hostile")], hostile);
const at = await serve([hostile]);

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

check("for the ticket, as plain text", { address: "/en/mars/403" }, async (page, at) => {
  await page.locator(".ticket button").click();
  await expectText(page.locator("#said"), "Copied");
  const text = await clipboard(page);
  assert.match(text, /^ID:403 {2}Unable to download the vault credentials file\n/);
  assert.ok(text.includes("\n  1. Try to download the vault credentials with another browser, or take these steps.\n"));
  assert.ok(text.endsWith(`\n${at}/en/mars/403\n`));
});

check("for the ticket, in Chinese and Markdown from an English page", { address: "/en/?q=ID:403" }, async (page, at) => {
  await page.locator(".ticket select[name=lang]").selectOption("zh-CN");
  await page.locator(".ticket select[name=format]").selectOption("markdown");
  await page.locator(".ticket button").click();
  await expectText(page.locator("#said"), "Copied");
  const text = await clipboard(page);
  assert.match(text, /^# 无法下载保管库凭据文件\n/);
  assert.ok(text.endsWith(`\n${at}/zh-CN/mars/403\n`));
  // What was chosen stays chosen.
  await page.goto(`${at}/en/mars/34506`);
  assert.equal(await page.locator(".ticket select[name=lang]").inputValue(), "zh-CN");
  assert.equal(await page.locator(".ticket select[name=format]").inputValue(), "markdown");
});

check("where the origin is not trusted, too", { address: "/en/" }, async (page, at) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await page.goto(`${at}/en/mars/407`);
  await page.locator(".ticket button").click();
  await expectText(page.locator("#said"), "Copied");
  await page.locator("#q").focus();
  await page.keyboard.press("Control+V");
  assert.match(await page.locator("#q").inputValue(), /^\(407\) {2}Proxy authentication required\n/);
});

check("the request to the authors, as it was edited", {}, async (page) => {
  await paste(page, "Error code: 0x1FC08");
  await page.locator(".request textarea").fill("Edited.");
  await page.locator(".request .copying button").click();
  await expectText(page.locator("#said"), "Copied");
  assert.equal(await clipboard(page), "Edited.");
});

check("a command, as it is to be run", { at, address: "/en/?q=66601" }, async (page) => {
  await page.locator(".card .copying button").click();
  await expectText(page.locator("#said"), "Copied");
  assert.equal(await clipboard(page), `echo '</code></pre><script>alert(1)</script>' && rm -rf "$X"`);
  assert.equal(await page.title(), "<script>alert(1)</script> one &amp; bold code · errkb");
});
