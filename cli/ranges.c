/* SPDX-License-Identifier: MIT */
#include "ranges.h"

#include <string.h>

#include "core/error.h"

typedef struct phrase {
    const char *space, *facility; /* NULL: any other */
    const char *english;
} phrase;

static const phrase phrases[] = {
    {"http", "informational", EKB_N_("an HTTP status of the class 1xx: the request goes on")},
    {"http", "success", EKB_N_("an HTTP status of the class 2xx: success")},
    {"http", "redirection", EKB_N_("an HTTP status of the class 3xx: the client is sent elsewhere")},
    {"http", "client-error",
     EKB_N_("an HTTP status of the class 4xx: the server refuses the request as it is")},
    {"http", "server-error", EKB_N_("an HTTP status of the class 5xx: the server cannot fulfil the request")},
    {"errno", NULL, EKB_N_("an error number of the operating system (errno)")},
    {"mysql", "client", EKB_N_("an error of the MySQL or MariaDB client, before the server has answered")},
    {"mysql", "server", EKB_N_("an error that the MySQL or MariaDB server answered")},
    {"win32", "WINSOCK", EKB_N_("in Windows, an error of network sockets (Winsock, 10000 to 11999)")},
    {"win32", "WININET", EKB_N_("in Windows, an error of the internet functions (WinINet, 12000 to 12175)")},
    {"sqlstate", "01", EKB_N_("an SQLSTATE of class 01: warning")},
    {"sqlstate", "02", EKB_N_("an SQLSTATE of class 02: no data")},
    {"sqlstate", "08", EKB_N_("an SQLSTATE of class 08: connection exception")},
    {"sqlstate", "0A", EKB_N_("an SQLSTATE of class 0A: feature not supported")},
    {"sqlstate", "21", EKB_N_("an SQLSTATE of class 21: cardinality violation")},
    {"sqlstate", "22", EKB_N_("an SQLSTATE of class 22: data exception")},
    {"sqlstate", "23", EKB_N_("an SQLSTATE of class 23: integrity constraint violation")},
    {"sqlstate", "24", EKB_N_("an SQLSTATE of class 24: invalid cursor state")},
    {"sqlstate", "25", EKB_N_("an SQLSTATE of class 25: invalid transaction state")},
    {"sqlstate", "28", EKB_N_("an SQLSTATE of class 28: invalid authorization")},
    {"sqlstate", "3D", EKB_N_("an SQLSTATE of class 3D: invalid database name")},
    {"sqlstate", "3F", EKB_N_("an SQLSTATE of class 3F: invalid schema name")},
    {"sqlstate", "40", EKB_N_("an SQLSTATE of class 40: the transaction was rolled back")},
    {"sqlstate", "42", EKB_N_("an SQLSTATE of class 42: syntax error or no permission")},
    {"sqlstate", "HY", EKB_N_("an SQLSTATE of class HY: an error without a class of its own")},
    {"sqlstate", NULL,
     EKB_N_("an SQLSTATE, the code of an SQL database; its first two characters are the class")},
};

int ekb_range_describe(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_unknown *unknown)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const phrase *p = &phrases[i];
        if (strcmp(p->space, unknown->space) != 0 ||
            (p->facility != NULL && strcmp(p->facility, unknown->facility) != 0))
            continue;
        ekb_strbuf_puts(out, ekb_tr(catalog, p->english));
        return 1;
    }
    return 0;
}
