// SPDX-License-Identifier: MIT
// All tests in one process, one after the other: they share a browser.
import "./asking.mjs";
import "./keys.mjs";
import "./languages.mjs";
import "./copying.mjs";
import "./addresses.mjs";
import "./plain.mjs";
import "./swap.mjs";
import "./accessible.mjs";
