// SPDX-License-Identifier: MIT
// Everything by keyboard.
import assert from "node:assert/strict";
import { check, expectAddress, expectText, title } from "./world.mjs";

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);

check("from the question to the ticket without a mouse", {}, async (page) => {
  assert.equal(await focused(page), "q");
  await page.keyboard.type("vault credentials");
  await page.keyboard.press("Enter");
  await expectText(title(page), "Nothing certain was found");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "entry");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expectAddress(page, "/en/mars/34513");
  await page.keyboard.press("c");
  await expectText(page.locator("#said"), "Copied");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^ID:34513 {2}Invalid vault credentials/);
  await page.keyboard.press("/");
  assert.equal(await focused(page), "q");
  await page.keyboard.type("/c");
  assert.equal(await page.locator("#q").inputValue(), "/c");
});

check("up from the first entry is back in the field", { address: "/en/mars/" }, async (page) => {
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "entry");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "q");
});

check("shift and Enter begin a line, Enter asks", {}, async (page) => {
  await page.keyboard.type("Error");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("34506");
  await page.keyboard.press("Enter");
  await expectText(title(page), "Encryption passphrase not correctly configured");
  assert.equal(await page.locator("#q").inputValue(), "Error\n34506");
});

check("the first tab stop leads to the content", { address: "/en/mars/34513" }, async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "main");
  await expectText(title(page), "Invalid vault credentials provided");
});

check("a new answer is told to a screen reader", {}, async (page) => {
  await page.keyboard.type("34513");
  await expectText(page.locator("#said[role=status]"), "certain match. Invalid vault credentials provided");
  assert.equal(await focused(page), "q");
});
