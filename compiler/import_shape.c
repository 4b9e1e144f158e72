/* SPDX-License-Identifier: MIT */
/* The spellings of a code, read off its shape: a catalog does not say them. A
   product prints `1064` as a decimal, `0x80070005` also as -2147024891, `TS2324`
   as a prefix and a number. What it might print besides is not guessed: a
   reading in another radix is found all the same, as similar. */
#include <string.h>

#include "core/code.h"
#include "import_catalog.h"

/* Longest code: a canonical form has two bytes before it and one behind. */
#define CODE_MAX (EKB_CANON_BYTES - 3)
/* Negative numbers below this look like an HRESULT, which is printed in hexadecimal too. */
#define HRESULT_DIGITS 6

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int all_of(const char *text, const char *set)
{
    return *text != '\0' && text[strspn(text, set)] == '\0';
}

static int is_code(const char *value)
{
    size_t length = 0;
    for (; value[length] != '\0'; length++) {
        if (value[length] <= ' ' || value[length] >= 0x7F)
            return 0;
    }
    return length > 0 && length <= CODE_MAX;
}

static int is_prefixed(const char *value)
{
    size_t letters = 0;
    while (is_letter(value[letters]))
        letters++;
    const char *rest = value + letters;
    rest += *rest == '-' || *rest == '_';
    return letters > 0 && letters <= 16 && all_of(rest, "0123456789") && strlen(rest) <= 18;
}

int ekbc_import_is_state(const char *value)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (strlen(value) != 5 || !all_of(value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") ||
        strpbrk(value, "0123456789") == NULL)
        return 0;
    /* C2065 and 10117 are codes of other kinds as well. */
    int class_letters = is_letter(value[0]) && is_letter(value[1]) && value[2] == '0' && value[3] == '0';
    int letter_behind = !is_letter(value[0]) && strpbrk(value, letters) != NULL;
    return class_letters || letter_behind ? 2 : 1;
}

unsigned ekbc_import_forms(const char *value, int states)
{
    static const char decimal[] = "0123456789";
    size_t length = strlen(value);
    if (!is_code(value))
        return 0;
    if (states && ekbc_import_is_state(value))
        return EKBC_SYMBOL;
    if (value[0] == '0' && (value[1] == 'x' || value[1] == 'X') && length <= 18 &&
        all_of(value + 2, "0123456789abcdefABCDEF"))
        return EKBC_HEX | EKBC_SIGNED;
    if (all_of(value, decimal) && length <= 18)
        return EKBC_DECIMAL;
    if (value[0] == '-' && all_of(value + 1, decimal) && length <= 19)
        return length > HRESULT_DIGITS ? EKBC_SIGNED | EKBC_HEX : EKBC_SIGNED;
    return is_prefixed(value) ? EKBC_PREFIXED | EKBC_SYMBOL : EKBC_SYMBOL;
}

int ekbc_import_is_symbol(const char *name)
{
    size_t length = strlen(name);
    int upper = 0, lower = 0, hump = 0, joint = 0;
    if (length < 3 || length > CODE_MAX || !(is_letter(*name) || *name == '_'))
        return 0;
    for (size_t i = 0; i < length; i++) {
        int is_upper = name[i] >= 'A' && name[i] <= 'Z', is_lower = name[i] >= 'a' && name[i] <= 'z';
        int is_joint = name[i] == '_' || name[i] == '.' || (name[i] >= '0' && name[i] <= '9');
        if (!is_upper && !is_lower && !is_joint)
            return 0;
        hump |= is_upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        upper |= is_upper;
        lower |= is_lower;
        joint |= is_joint;
    }
    /* `Conflict` is a word; CONFLICT, E_CONFLICT and ConflictError are symbols. */
    return joint || hump || (upper && !lower);
}
