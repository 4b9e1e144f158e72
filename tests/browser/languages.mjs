// SPDX-License-Identifier: MIT
// Switching the language in place.
import assert from "node:assert/strict";
import { check, expectAddress, expectText, paste, title } from "./world.mjs";

check("the language switches and the question stays", {}, async (page) => {
  await paste(page, "Error 34506");
  await expectText(title(page), "Encryption passphrase not correctly configured");
  await page.locator("#languages a[hreflang=zh-CN]").click();
  await expectText(title(page), "未正确配置加密通行短语");
  assert.equal(await page.locator("#q").inputValue(), "Error 34506");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await expectText(page.locator("#ask button[type=submit]"), "查询");
  await expectAddress(page, "/zh-CN/?q=Error 34506");
  await page.locator("#languages a[hreflang=en]").click();
  await expectText(title(page), "Encryption passphrase not correctly configured");
});

check("the language of the browser is taken where the address says none", {
  address: "/", locale: "zh-CN",
}, async (page) => {
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
});

check("so it is with Traditional Chinese", { address: "/mars/34513", locale: "zh-TW" }, async (page) => {
  await expectAddress(page, "/zh-CN/mars/34513");
});

check("any other reader gets English", { address: "/", locale: "fr-FR" }, async (page) => {
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});
