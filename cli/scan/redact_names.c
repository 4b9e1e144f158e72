/* SPDX-License-Identifier: MIT */
/* What shows by its shape that it is somebody's: a home folder, an account. */
#include <string.h>

#include "redact_rules.h"

/* Folders of people; the signs are those of both systems, and as JSON escapes them. */
static int home(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const folders[] = {"home", "Users", "Documents and Settings", "用户"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t start = at + strlen(folders[i]), signs = 0;
        int rooted = at > 0 && (t->text[at - 1] == '/' || t->text[at - 1] == '\\');
        if (!rooted || !ekb_redact_begins(t, at, folders[i]))
            continue;
        while (ekb_redact_at(t, start + signs) == '/' || ekb_redact_at(t, start + signs) == '\\')
            signs++;
        size_t end = start += signs;
        while (end < t->length && strchr("/\\ \t\"':;,<>|\n", t->text[end]) == NULL)
            end++;
        if (signs > 0 && end > start)
            return ekb_redact_found(out, start, end, EKB_MASK_NAME);
    }
    return 0;
}

static int is_account_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '-' || c == '_';
}

/* "CONTOSO\alice" */
static int account(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const others[] = {"HKLM\\", "HKCU\\", "HKCR\\", "HKU\\", "AUTHORITY\\", "BUILTIN\\"};
    enum { DOMAIN_MOST = 32 };
    size_t sign = at;
    while (sign - at < DOMAIN_MOST &&
           ((ekb_redact_at(t, sign) >= 'A' && ekb_redact_at(t, sign) <= 'Z') ||
            ekb_redact_is_digit(ekb_redact_at(t, sign)) || ekb_redact_at(t, sign) == '-'))
        sign++;
    if (sign - at < 2 || t->text[sign - 1] == '-' || ekb_redact_at(t, sign) != '\\' ||
        (at > 0 && t->text[at - 1] == '\\'))
        return 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (ekb_redact_begins(t, at, others[i]))
            return 0;
    }
    size_t start = sign + 1 + (ekb_redact_at(t, sign + 1) == '\\'), end = start;
    while (is_account_byte(ekb_redact_at(t, end)) ||
           (ekb_redact_at(t, end) == '.' && is_account_byte(ekb_redact_at(t, end + 1))))
        end++;
    return end > start && ekb_redact_is_letter(ekb_redact_at(t, start)) &&
           ekb_redact_found(out, at, end, EKB_MASK_NAME);
}

int ekb_redact_name(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    return home(t, at, out) || account(t, at, out);
}
