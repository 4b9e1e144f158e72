/* SPDX-License-Identifier: MIT */
/*
 * HRESULT and NTSTATUS are told apart by their first four bits, and from other
 * numbers by their facility: those in use are few among those possible.
 */
#include "hresult.h"

#include <stddef.h>
#include <string.h>

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
    {22, "UMI"},      {23, "SXS"},         {24, "WINDOWS_CE"}, {25, "HTTP"},      {31, "USERMODE_FILTER_MANAGER"},
    {32, "BACKGROUNDCOPY"}, {33, "CONFIGURATION"}, {34, "STATE_MANAGEMENT"}, {35, "METADIRECTORY"},
    {36, "WINDOWSUPDATE"}, {37, "DIRECTORYSERVICE"}, {38, "GRAPHICS"}, {39, "SHELL"}, {40, "TPM_SERVICES"},
    {41, "TPM_SOFTWARE"}, {48, "PLA"},     {49, "FVE"},       {50, "FWP"},        {51, "WINRM"},
    {52, "NDIS"},     {53, "USERMODE_HYPERVISOR"}, {55, "USERMODE_VIRTUALIZATION"}, {56, "USERMODE_VOLMGR"},
    {57, "BCD"},      {2169, "DIRECT3D10"}, {2170, "DXGI"},   {2172, "DIRECT3D11"},
};

static const facility ntstatus_facilities[] = {
    {0, "NULL"},      {1, "DEBUGGER"}, {2, "RPC_RUNTIME"},  {3, "RPC_STUBS"}, {4, "IO"},
    {7, "NTWIN32"},   {8, "NTCERT"},   {9, "NTSSPI"},       {0xA, "TERMINAL_SERVER"}, {0xB, "MUI"},
    {0x10, "USB"},    {0x11, "HID"},   {0x12, "FIREWIRE"},  {0x13, "CLUSTER"}, {0x14, "ACPI"},
    {0x15, "SXS"},    {0x19, "TRANSACTION"}, {0x1A, "COMMONLOG"}, {0x1B, "VIDEO"}, {0x1C, "FILTER_MANAGER"},
    {0x1D, "MONITOR"}, {0x1E, "GRAPHICS_KERNEL"}, {0x20, "DRIVER_FRAMEWORK"}, {0x21, "FVE"}, {0x22, "FWP"},
    {0x23, "NDIS"},   {0x29, "TPM"},   {0x35, "HYPERVISOR"}, {0x36, "IPSEC"}, {0x37, "VIRTUALIZATION"},
    {0x38, "VOLMGR"}, {0x39, "BCD"},   {0x43, "SECUREBOOT"}, {0x50, "VOLSNAP"}, {0x51, "SDBUS"},
    {0x5C, "SHARED_VHDX"}, {0x5D, "SMB"}, {0xE7, "SPACES"}, {0xE9, "SYSTEM_INTEGRITY"},
};
/* clang-format on */

/* Facilities with this bit are not Windows' own: 0xE06D7363. */
#define CUSTOMER 0x2000U

/* Numbers by their first four bits; the rest of the sixteen are whoever's. */
typedef struct shape {
    unsigned first;
    ekb_founded least; /* that makes it worth a word */
    const char *space;
} shape;

static const shape shapes[] = {
    {0x8, EKB_FOUNDED_NUMBER, "hresult"},
    {0xC, EKB_FOUNDED_NUMBER, "ntstatus"},
    {0xD, EKB_FOUNDED_HEX, "ntstatus"}, /* as HRESULT_FROM_NT() marks it */
    {0x4, EKB_FOUNDED_HEX, "ntstatus"},
};

static const char *space_of(uint64_t value, ekb_founded founded, const char *named)
{
    if (founded == EKB_FOUNDED_NAMED)
        return value >= 0x80000000U || strcmp(named, "ntstatus") == 0 ? named : NULL;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].first == value >> 28)
            return founded >= shapes[i].least ? shapes[i].space : NULL;
    return NULL;
}

static const char *name_of(const facility *table, size_t count, unsigned number)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].number == number)
            return table[i].name;
    return "";
}

static const char *facility_of(uint64_t value, int is_hresult)
{
    unsigned high = (unsigned)(value >> 16);
    if ((high & CUSTOMER) != 0)
        return "";
    if (is_hresult)
        return name_of(hresult_facilities, sizeof hresult_facilities / sizeof *hresult_facilities,
                       high & 0x1FFF);
    return name_of(ntstatus_facilities, sizeof ntstatus_facilities / sizeof *ntstatus_facilities,
                   high & 0xFFF);
}

/* A facility that no header names is a product's own where the rest is as it
 * must be: an error, and a number below 256. */
static int is_credible(uint64_t value, ekb_founded founded, const char *known)
{
    uint64_t first = value >> 24;
    return founded == EKB_FOUNDED_NAMED || *known != '\0' ||
           (founded == EKB_FOUNDED_HEX && (first == 0x80 || first == 0xC0));
}

int ekb_hresult_read(uint64_t value, ekb_founded founded, const char *named, ekb_hresult *out)
{
    static const char *const severities[] = {"success", "information", "warning", "error"};
    const char *space = value >= 0x40000000U && value <= 0xFFFFFFFFU ? space_of(value, founded, named) : NULL;
    if (space == NULL)
        return 0;
    int is_hresult = strcmp(space, "hresult") == 0;
    const char *known = facility_of(value, is_hresult);
    if (!is_credible(value, founded, known))
        return 0;
    *out = (ekb_hresult){.space = space,
                         .severity = is_hresult ? "error" : severities[value >> 30],
                         .facility = known,
                         .carries_win32 = is_hresult && strcmp(known, "WIN32") == 0};
    return 1;
}
