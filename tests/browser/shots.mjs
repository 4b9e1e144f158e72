// SPDX-License-Identifier: MIT
// usage: node shots.mjs FOLDER
// Takes the screenshots of the README. One and a half pixels to a point, cut at the height
// of a screen: what is seen before one scrolls.
import { join } from "node:path";
import { launch, open, origin } from "./world.mjs";

const output = process.argv[2];
const q = (text) => `?q=${encodeURIComponent(text)}`;
const wide = { width: 1200, height: 860 };
const narrow = { width: 390, height: 844 };
const shots = [
  { name: "match-zh-wide", address: `/zh-CN/${q("错误 34506。未正确配置此计算机上存储的加密密码。")}`, viewport: wide },
  {
    name: "match-en-wide-dark", viewport: wide, colorScheme: "dark",
    address: `/en/${q("08:14:02 CBEngine: Failed to download the vault credential file. (ID: 403)")}`,
  },
  { name: "match-zh-narrow-dark", address: `/zh-CN/${q("（ＩＤ：４０３）")}`, viewport: narrow, colorScheme: "dark" },
  { name: "match-en-narrow", address: `/en/${q("Error 34506")}`, viewport: narrow },
  { name: "similar-en-wide", address: `/en/${q("Error 34506 Invalid vault credentials provided")}`, viewport: wide },
  { name: "similar-zh-narrow", address: `/zh-CN/${q("错误 34506 提供的保管库凭据无效")}`, viewport: narrow },
  { name: "none-zh-wide", address: `/zh-CN/${q("错误代码：0x1FC08")}`, viewport: wide },
  { name: "none-en-narrow-dark", address: `/en/${q("Error code: 0x1FC08")}`, viewport: narrow, colorScheme: "dark" },
  { name: "browse-en-wide", address: "/en/mars/", viewport: wide },
  { name: "browse-zh-narrow-dark", address: "/zh-CN/mars/", viewport: narrow, colorScheme: "dark" },
];

const at = await origin();
for (const { name, address, ...look } of shots) {
  const context = await (await launch()).newContext({ deviceScaleFactor: 1.5, ...look });
  const page = await open(context, at, address);
  await page.screenshot({ path: join(output, `${name}.png`) });
  await context.close();
}
process.exit(0);
