// SPDX-License-Identifier: MIT
// Permanent links, the history, lists.
import assert from "node:assert/strict";
import { check, expectAddress, expectText, paste, title } from "./world.mjs";

check("a permanent link shows its entry, and leads to its other language", {
  address: "/zh-CN/mars/34513",
}, async (page, at) => {
  await expectText(title(page), "提供的保管库凭据无效");
  assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), `${at}/zh-CN/mars/34513`);
  assert.equal(await page.locator("link[hreflang=en]").getAttribute("href"), `${at}/en/mars/34513`);
  await page.locator("#languages a").click();
  await expectAddress(page, "/en/mars/34513");
  await expectText(title(page), "Invalid vault credentials provided");
});

check("an answer has an address that gives it again", {}, async (page) => {
  await paste(page, "错误 34506");
  await expectText(title(page), "Encryption passphrase not correctly configured");
  await page.reload();
  await expectText(title(page), "Encryption passphrase not correctly configured");
  assert.equal(await page.locator("#q").inputValue(), "错误 34506");
});

check("the back button goes from question to question", {}, async (page) => {
  await paste(page, "34506");
  await page.keyboard.press("Enter");
  await expectText(title(page), "Encryption passphrase not correctly configured");
  await page.locator("#q").fill("34513");
  await page.keyboard.press("Enter");
  await expectText(title(page), "Invalid vault credentials provided");
  await page.locator(".more a.entry").first().click();
  await page.waitForURL("**/en/mars/*");
  await page.goBack();
  await expectText(title(page), "Invalid vault credentials provided");
  assert.equal(await page.locator("#q").inputValue(), "34513");
  await page.goBack();
  await expectText(title(page), "Encryption passphrase not correctly configured");
  assert.equal(await page.locator("#q").inputValue(), "34506");
  await page.goForward();
  await expectText(title(page), "Invalid vault credentials provided");
});

check("products, entries, filter", { address: "/en/browse" }, async (page) => {
  await page.getByRole("link", { name: "Azure Backup (MARS agent)" }).click();
  await expectText(title(page), "Azure Backup (MARS agent)");
  assert.equal(await page.locator(".entries li").count(), 10);
  await page.locator("#filter").pressSequentially("proxy"); // the list follows the keys
  await expectAddress(page, "/en/mars/?filter=proxy");
  assert.equal(await page.locator(".entries li").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter");
  await page.locator("#languages a").click();
  await expectAddress(page, "/zh-CN/mars/?filter=proxy");
});

check("what does not exist is said not to", {}, async (page, at) => {
  const response = await page.goto(`${at}/en/mars/99999`);
  assert.equal(response.status(), 404);
  await expectText(title(page), "There is no such page");
  page.faults = page.faults.filter((fault) => !fault.includes("404"));
});

check("on paper there is the remedy and nothing to press", { address: "/en/?q=34513" }, async (page) => {
  await page.emulateMedia({ media: "print" });
  for (const gone of ["header", "#ask", ".ticket"]) assert.equal(await page.locator(gone).isVisible(), false);
  assert.equal(await page.locator("ol.steps").first().isVisible(), true);
});
