// SPDX-License-Identifier: MIT
// axe-core finds nothing, on every kind of page, light and dark, wide and narrow.
import assert from "node:assert/strict";
import axe from "axe-core";
import { check } from "./world.mjs";

const q = (text) => `?q=${encodeURIComponent(text)}`;
const pages = {
  "the front page": "/en/",
  "a match": `/en/${q("Error 34506")}`,
  "a match in Chinese": `/zh-CN/${q("错误 34506。未正确配置此计算机上存储的加密密码。")}`,
  "a likely entry": `/en/${q("Error 34506 Invalid vault credentials provided")}`,
  "several": `/zh-CN/${q("错误 34506\n(407) Proxy Authentication Required\n错误 0x8007ABCD")}`,
  "none": `/zh-CN/${q("错误代码 0x8007ABCD")}`,
  "products": "/zh-CN/browse",
  "entries": "/en/mars/?filter=34",
  "an entry": "/zh-CN/mars/403",
};
const looks = [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 360, height: 740 } }];

for (const [name, address] of Object.entries(pages)) {
  for (const look of looks) {
    const shape = look.viewport ? "narrow" : "wide";
    check(`axe finds nothing: ${name}, ${look.colorScheme}, ${shape}`, { address, ...look }, async (page) => {
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => window.axe.run());
      assert.deepEqual(found.violations.map((it) => [it.id, it.nodes.map((node) => node.html)]), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} pixels too wide`);
    });
  }
}
