/* SPDX-License-Identifier: MIT */
/*
 * What the bits of an unknown code tell. Sources: [MS-ERREF] sections 2.1
 * (HRESULT) and 2.3 (NTSTATUS), and winerror.h for facility names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match.h"

typedef struct facility {
    unsigned number;
    const char *name;
} facility;

/* clang-format off */
static const facility hresult_facilities[] = {
    {0, "NULL"},      {1, "RPC"},          {2, "DISPATCH"},   {3, "STORAGE"},     {4, "ITF"},
    {7, "WIN32"},     {8, "WINDOWS"},      {9, "SSPI"},       {10, "CONTROL"},    {11, "CERT"},
    {12, "INTERNET"}, {13, "MEDIASERVER"}, {14, "MSMQ"},      {15, "SETUPAPI"},   {16, "SCARD"},
    {17, "COMPLUS"},  {18, "AAF"},         {19, "URT"},       {20, "ACS"},        {21, "DPLAY"},
    {22, "UMI"},      {23, "SXS"},         {24, "WINDOWS_CE"}, {25, "HTTP"},      {31, "BACKGROUNDCOPY"},
    {32, "CONFIGURATION"}, {36, "WINDOWSUPDATE"}, {38, "GRAPHICS"}, {39, "SHELL"}, {40, "TPM_SERVICES"},
    {48, "PLA"},      {49, "FVE"},         {50, "FWP"},       {51, "WINRM"},      {52, "NDIS"},
};

static const facility ntstatus_facilities[] = {
    {0, "NULL"},      {1, "DEBUGGER"}, {2, "RPC_RUNTIME"},  {3, "RPC_STUBS"}, {4, "IO"},
    {7, "NTWIN32"},   {9, "NTSSPI"},   {0xA, "TERMINAL_SERVER"}, {0xB, "MUI"}, {0x10, "USB"},
    {0x11, "HID"},    {0x13, "CLUSTER"}, {0x14, "ACPI"},    {0x19, "TRANSACTION"}, {0x1A, "COMMONLOG"},
    {0x1C, "FILTER_MANAGER"}, {0x21, "FVE"}, {0x22, "FWP"}, {0x23, "NDIS"},  {0x35, "HYPERVISOR"},
};
/* clang-format on */

static const char *name_of(const facility *table, size_t count, unsigned number)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].number == number)
            return table[i].name;
    return "";
}

static void describe_hresult(unsigned long value, ekb_arena *arena, ekb_unknown *out)
{
    unsigned number = (unsigned)(value >> 16 & 0x7FF);
    out->space = "hresult";
    out->severity = (value & 0x80000000UL) != 0 ? "error" : "success";
    out->facility =
        name_of(hresult_facilities, sizeof hresult_facilities / sizeof *hresult_facilities, number);
    if (number != 7)
        return;
    char inner[16];
    snprintf(inner, sizeof inner, "%lu", value & 0xFFFF);
    const char *copy = ekb_arena_strdup(arena, inner);
    out->inner = copy != NULL ? copy : "";
}

static void describe_ntstatus(unsigned long value, ekb_unknown *out)
{
    static const char *const severities[] = {"success", "information", "warning", "error"};
    out->space = "ntstatus";
    out->severity = severities[value >> 30 & 3];
    out->facility = name_of(ntstatus_facilities, sizeof ntstatus_facilities / sizeof *ntstatus_facilities,
                            (unsigned)(value >> 16 & 0xFFF));
}

void ekb_code_structure(const ekb_spotted *spotted, ekb_arena *arena, ekb_unknown *out)
{
    out->space = out->severity = out->facility = out->inner = "";
    for (size_t i = 0; i < spotted->canon_count; i++) {
        const char *canon = spotted->canons[i].text;
        if (strncmp(canon, "n:", 2) != 0 || canon[2] == '-')
            continue;
        unsigned long long value = strtoull(canon + 2, NULL, 10);
        if (value > 0xFFFFFFFFULL || value < 0x40000000ULL)
            continue;
        /* The reserved bits tell the two apart: NTSTATUS errors begin with C,
         * its warnings with 80 and a facility that HRESULT leaves to NULL. */
        if (value >= 0xC0000000ULL || value < 0x80000000ULL)
            describe_ntstatus((unsigned long)value, out);
        else
            describe_hresult((unsigned long)value, arena, out);
        return;
    }
}
