// SPDX-License-Identifier: MIT
// Pasting, in both languages, and what comes back.
import assert from "node:assert/strict";
import { check, expectAddress, expectText, paste, title } from "./world.mjs";

check("an English paste is answered as it is typed", {}, async (page) => {
  await paste(page, "Invalid vault credentials provided. (ID: 34513)");
  await expectText(title(page), "Invalid vault credentials provided");
  await expectText(page.locator(".verdict strong"), "certain match");
  await expectText(page.locator(".display"), "ID:34513");
  assert.equal(await page.title(), "Invalid vault credentials provided · errkb");
  assert.ok((await page.locator("ol.steps li").count()) > 3);
  await expectAddress(page, "/en/?q=Invalid vault credentials provided. (ID: 34513)");
});

check("a Chinese paste is answered in Chinese, the English message beside", { address: "/zh-CN/" }, async (page) => {
  await paste(page, "错误 34506。未正确配置此计算机上存储的加密密码。");
  await expectText(title(page), "未正确配置加密通行短语");
  await expectText(page.locator(".verdict strong"), "确定匹配");
  await expectText(page.locator("blockquote").nth(0), /^错误 34506/);
  await expectText(page.locator("blockquote[lang=en]"), /^Error 34506\./);
});

check("what was recognised is marked", {}, async (page) => {
  await paste(page, "2026-11-22 08:00:01 agent: Error 34506 on host srv07");
  await expectText(page.locator(".paste mark"), "34506");
  await expectText(page.locator(".paste pre"), /agent: Error 34506 on host srv07/);
});

check("several errors are told apart", {}, async (page) => {
  await paste(page, "Error 34506\n(407) Proxy Authentication Required\nError 0x8007ABCD");
  await expectText(title(page), "Several entries match");
  assert.equal(await page.locator(".card").count(), 2);
  await expectText(page.locator("main h2"), "There are 3 errors in what you pasted");
});

check("what is only similar is said to be", {}, async (page) => {
  await paste(page, "Error 34506 Invalid vault credentials provided");
  await expectText(title(page), "Nothing certain was found");
  assert.equal(await page.locator(".card").count(), 0);
  assert.ok((await page.locator(".found a.entry").count()) >= 2);
});

check("an unknown code has what is near, and a request to the authors", {}, async (page) => {
  await paste(page, "Error code: 0x1FC08 password=hunter2");
  await expectText(title(page), "Not known");
  await expectText(page.locator(".found a.entry"), /0x1FC07/);
  const request = await page.locator(".request textarea").inputValue();
  assert.match(request, /^errkb has no entry for this error:\n\nError code: 0x1FC08/);
  assert.match(request, /Nearest known entries: mars\/0x1FC07/);
  await expectText(page.locator("#request-advice"), /take out passwords/);
});

check("the last of several answers wins", {}, async (page) => {
  await page.route("**/en/?q=*", async (route) => {
    // The first answer comes last.
    if (route.request().url().endsWith("q=34506")) await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue().catch(() => {});
  });
  const first = page.waitForRequest((request) => request.url().endsWith("q=34506"));
  await paste(page, "34506");
  await first;
  await page.locator("#q").fill("34513");
  await expectText(title(page), "Invalid vault credentials provided");
  await page.waitForTimeout(700);
  await expectText(title(page), "Invalid vault credentials provided");
});

check("markup in a paste stays text", {}, async (page) => {
  const text = "</textarea></pre><script>document.title='x'</script><img src=x onerror=alert(1)> 34513";
  await paste(page, text);
  await expectText(page.locator(".paste pre"), text);
  assert.equal(await page.locator("#q").inputValue(), text);
  assert.equal(await page.locator("img").count(), 0);
});

check("of a megabyte the beginning is read, and that is said", {}, async (page) => {
  await paste(page, "Error 34506\n" + "2026-11-22 08:00:01 INFO\n".repeat(42000));
  await expectText(page.locator(".paste mark"), "34506");
  await expectText(page.locator("main"), /only its beginning \(64 KiB\) was read/);
});

check("a paste of 60 KB is answered, in both languages, and comes back", {}, async (page, at) => {
  const text = "Error 34506\n" + "2026-11-22 08:00:01 INFO\n".repeat(2400) + "end";
  await paste(page, text);
  await expectText(page.locator(".paste mark"), "34506");
  await expectAddress(page, "/en/");
  await page.locator("#languages button").click();
  await expectText(title(page), "未正确配置加密通行短语");
  assert.equal(await page.locator("#q").inputValue(), text);
  await page.goBack();
  await expectText(title(page), "Encryption passphrase not correctly configured");
  assert.equal(new URL(page.url()).origin, at);
});
