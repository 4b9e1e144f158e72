/* SPDX-License-Identifier: MIT */
#include "encoding.h"

#include <stdio.h>

#include "core/error.h"
#include "core/utf8.h"

static void report(ekbc_diags *diags, ekbc_place place, uint32_t c, unsigned char byte)
{
    char code[16];
    if (c == EKB_UTF8_BAD) {
        ekbc_diag_error(diags, place, EKB_N_("the byte {byte} is not UTF-8"),
                        EKB_N_("save the file as UTF-8"));
        snprintf(code, sizeof code, "0x%02X", byte);
        ekbc_diag_text(diags, "byte", code);
        return;
    }
    ekbc_diag_error(diags, place, EKB_N_("the character {character} may not stand in a source"),
                    EKB_N_("remove it"));
    snprintf(code, sizeof code, "U+%04X", (unsigned)c);
    ekbc_diag_text(diags, "character", code);
}

/* Beyond YAML's own rule: NEL, LS and PS are refused too, since they are line
   ends to libyaml but not to editors, and places would no longer agree. */
static int allowed(uint32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return 1;
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0x2028 && c != 0x2029 && c != 0xFEFF &&
           c != 0xFFFE && c != 0xFFFF && c != EKB_UTF8_BAD;
}

int ekbc_encoding_check(uint32_t file, const char *bytes, size_t length, ekbc_diags *diags)
{
    ekbc_place place = {file, 1, 1};
    size_t at = length >= 3 && (unsigned char)bytes[0] == 0xEF && (unsigned char)bytes[1] == 0xBB &&
                        (unsigned char)bytes[2] == 0xBF
                    ? 3
                    : 0;
    for (;;) {
        size_t begin = at, size = 1;
        while (at < length && bytes[at] >= ' ' && bytes[at] <= '~')
            at++;
        place.column += (uint32_t)(at - begin);
        if (at == length)
            return 1;
        unsigned char byte = (unsigned char)bytes[at];
        uint32_t c = byte < 0x80 ? byte : ekb_utf8_next(bytes, length, at, &size);
        if (!allowed(c)) {
            report(diags, place, c, byte);
            return 0;
        }
        at += size;
        if (c == '\n' || (c == '\r' && (at == length || bytes[at] != '\n'))) {
            place.line++;
            place.column = 1;
        } else {
            place.column++;
        }
    }
}
