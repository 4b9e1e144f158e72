// SPDX-License-Identifier: MIT
// A new index is put in place while the page is open.
import { renameSync } from "node:fs";
import { join } from "node:path";
import { check, compile, expectText, folder, paste, serve, source, title } from "./world.mjs";

const index = join(folder, "swapped.ekb");
compile([join(source, "kb")], index);
const at = await serve([index]);

check("the next question is answered from the new index", { at }, async (page) => {
  await paste(page, "4711");
  await expectText(title(page), "Not known");
  compile([join(source, "kb"), join(source, "tests/fixtures/demo")], index + ".new");
  renameSync(index + ".new", index);
  // The server takes it up within moments; no question in between may fail.
  for (let i = 0; i < 200 && (await title(page).textContent()) === "Not known"; i++) {
    const answer = page.waitForResponse((response) => response.url().includes("4711"));
    await page.locator("#q").fill(i % 2 ? "4711" : "demo 4711");
    await answer;
    await page.waitForTimeout(50);
  }
  await expectText(page.locator(".permalink"), "demo/4711");
});
