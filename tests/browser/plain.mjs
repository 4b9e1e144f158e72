// SPDX-License-Identifier: MIT
// Without a script.
import assert from "node:assert/strict";
import { check, expectAddress, expectText, title } from "./world.mjs";

const javaScriptEnabled = false;

check("a question is answered, and has an address", { javaScriptEnabled }, async (page) => {
  await page.locator("#q").fill("Error 34506 & more");
  await page.locator("#ask button[type=submit]").click();
  await expectText(title(page), "Encryption passphrase not correctly configured");
  await expectAddress(page, "/en/?q=Error 34506 & more");
  await page.locator("#languages a").click();
  await expectText(title(page), "未正确配置加密通行短语");
  assert.equal(await page.locator("#q").inputValue(), "Error 34506 & more");
});

check("a long paste is answered, in the other language too", { javaScriptEnabled }, async (page) => {
  const text = "Error 34506\n" + "x".repeat(30000);
  await page.locator("#q").fill(text);
  await page.locator("#ask button[type=submit]").click();
  await expectText(page.locator(".paste mark"), "34506");
  await page.locator("#languages button").click();
  await expectText(title(page), "未正确配置加密通行短语");
  assert.equal(await page.locator("#q").inputValue(), text);
});

check("the text for the ticket is shown", { javaScriptEnabled, address: "/en/mars/403" }, async (page) => {
  await expectText(page.locator(".ticket button"), "Show");
  await page.locator(".ticket select[name=format]").selectOption("markdown");
  const download = page.waitForEvent("download", { timeout: 3000 }).catch(() => null);
  await page.locator(".ticket button").click();
  const file = await download;
  if (file === null) await expectText(page.locator("pre"), /^# Unable to download/);
  assert.equal(file, null);
});

check("nothing is offered that needs one", { javaScriptEnabled, address: "/en/?q=34513" }, async (page) => {
  assert.equal(await page.locator(".keys").isVisible(), false);
  assert.equal(await page.locator(".copying button").count(), 0);
});

check("lists are filtered", { javaScriptEnabled, address: "/en/mars/" }, async (page) => {
  await page.locator("#filter").fill("345");
  await page.locator(".filter button").click();
  assert.equal(await page.locator(".entries li").count(), 2);
});
