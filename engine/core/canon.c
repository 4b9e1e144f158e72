/* SPDX-License-Identifier: MIT */
/* From spellings to canonical codes. Spotting them in a paste is code_spot.c. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canon.h"

const char *ekb_form_name(unsigned form)
{
    switch (form) {
    case EKB_FORM_DECIMAL:
        return "decimal";
    case EKB_FORM_HEX:
        return "hex";
    case EKB_FORM_SIGNED:
        return "signed";
    case EKB_FORM_PREFIXED:
        return "prefixed";
    default:
        return "symbol";
    }
}

unsigned ekb_space_forms(const char *space)
{
    static const struct {
        const char *space;
        unsigned forms;
    } shared[] = {
        {"hresult", EKB_FORM_HEX | EKB_FORM_SIGNED},
        {"ntstatus", EKB_FORM_HEX | EKB_FORM_SIGNED},
        {"win32", EKB_FORM_DECIMAL | EKB_FORM_HEX},
        {"sqlstate", EKB_FORM_SYMBOL},
        {"http", EKB_FORM_DECIMAL},
        {"errno", EKB_FORM_DECIMAL | EKB_FORM_SYMBOL},
    };
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (strcmp(shared[i].space, space) == 0)
            return shared[i].forms;
    return 0;
}

int ekb_canon_number(ekb_canon *out, int negative, uint64_t magnitude, unsigned form)
{
    snprintf(out->text, sizeof out->text, "n:%s%" PRIu64, negative && magnitude != 0 ? "-" : "", magnitude);
    out->form = form;
    return 1;
}

int ekb_canon_symbol(ekb_canon *out, const char *text, size_t length)
{
    if (length == 0 || length + 3 > sizeof out->text)
        return 0;
    memcpy(out->text, "s:", 2);
    for (size_t i = 0; i < length; i++)
        out->text[2 + i] = ekb_ascii_lower(text[i]);
    out->text[2 + length] = '\0';
    out->form = EKB_FORM_SYMBOL;
    return 1;
}

int ekb_canon_prefixed(ekb_canon *out, const char *text, size_t length)
{
    size_t letters = 0;
    while (letters < length && (ekb_ascii_is_letter(text[letters])))
        letters++;
    size_t at = letters;
    if (at < length && (text[at] == '-' || text[at] == '_'))
        at++;
    size_t digits = length - at;
    if (letters == 0 || letters > 16 || digits == 0 || digits > 18)
        return 0;
    for (size_t i = at; i < length; i++)
        if (text[i] < '0' || text[i] > '9')
            return 0;
    char prefix[17];
    for (size_t i = 0; i < letters; i++)
        prefix[i] = ekb_ascii_lower(text[i]);
    prefix[letters] = '\0';
    snprintf(out->text, sizeof out->text, "p:%s:%llu", prefix, strtoull(text + at, NULL, 10));
    out->form = EKB_FORM_PREFIXED;
    return 1;
}

int ekb_parse_number(const char *text, size_t length, int *negative, uint64_t *magnitude, int *hex)
{
    size_t at = 0;
    *negative = length > 0 && text[0] == '-';
    at += (size_t)*negative;
    *hex = length >= at + 3 && text[at] == '0' && (text[at + 1] == 'x' || text[at + 1] == 'X');
    at += *hex ? 2 : 0;
    if (at >= length)
        return 0;
    uint64_t value = 0, base = *hex ? 16 : 10;
    for (; at < length; at++) {
        int digit = ekb_hex_digit(text[at]);
        if (digit < 0 || (uint64_t)digit >= base || value > (UINT64_MAX - 15) / base)
            return 0;
        value = value * base + (uint64_t)digit;
    }
    *magnitude = value;
    return 1;
}

/* Numbers above this have no 32-bit twin. */
#define MAX_32 UINT64_C(0xFFFFFFFF)

static size_t number_canons(const char *value, unsigned forms, ekb_canon *out)
{
    int negative, hex;
    uint64_t magnitude;
    if (!ekb_parse_number(value, strlen(value), &negative, &magnitude, &hex))
        return 0;
    unsigned form = hex ? EKB_FORM_HEX : negative ? EKB_FORM_SIGNED : EKB_FORM_DECIMAL;
    size_t n = (size_t)ekb_canon_number(out, negative, magnitude, form);
    if (negative && (forms & EKB_FORM_HEX) != 0 && magnitude <= MAX_32)
        n += (size_t)ekb_canon_number(out + n, 0, (MAX_32 + 1 - magnitude) & MAX_32, EKB_FORM_HEX);
    return n;
}

size_t ekb_code_canons(const char *value, unsigned forms, ekb_canon out[EKB_CANONS])
{
    size_t n = 0, length = strlen(value);
    if ((forms & (EKB_FORM_DECIMAL | EKB_FORM_HEX | EKB_FORM_SIGNED)) != 0)
        n += number_canons(value, forms, out);
    if ((forms & EKB_FORM_PREFIXED) != 0)
        n += (size_t)ekb_canon_prefixed(out + n, value, length);
    if ((forms & EKB_FORM_SYMBOL) != 0)
        n += (size_t)ekb_canon_symbol(out + n, value, length);
    return n;
}
