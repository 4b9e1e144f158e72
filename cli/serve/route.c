/* SPDX-License-Identifier: MIT */
#include "route.h"

#include <string.h>

enum { READ = EKB_HTTP_READ, READ_OR_POST = EKB_HTTP_READ | EKB_HTTP_POST };

static const ekb_route_spec routes[] = {
    {"/api/v1/lookup", EKB_ROUTE_LOOKUP, READ_OR_POST, 1, ekb_resource_lookup},
    {"/api/v1/entries", EKB_ROUTE_ENTRIES, READ, 1, ekb_resource_entries},
    {"/api/v1/entries/", EKB_ROUTE_ENTRY, READ, 1, ekb_resource_entry},
    {"/api/v1/products", EKB_ROUTE_PRODUCTS, READ, 1, ekb_resource_products},
    {"/api/v1/openapi.json", EKB_ROUTE_OPENAPI, READ, 0, ekb_resource_openapi},
    {"/api/", EKB_ROUTE_NONE, READ_OR_POST, 0, ekb_resource_nothing},
    {"/healthz", EKB_ROUTE_HEALTH, READ, 0, ekb_resource_health},
    {"/readyz", EKB_ROUTE_READY, READ, 1, ekb_resource_ready},
    {"/metrics", EKB_ROUTE_METRICS, READ, 1, ekb_resource_metrics},
    {"/", EKB_ROUTE_PAGE, READ_OR_POST, 1, ekb_resource_page},
};

const ekb_route_spec *ekb_route_find(const char *path, const char **rest)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        size_t length = strlen(routes[i].path);
        int open = routes[i].path[length - 1] == '/';
        if (open ? strncmp(path, routes[i].path, length) == 0 : strcmp(path, routes[i].path) == 0) {
            *rest = path + length;
            return &routes[i];
        }
    }
    *rest = path;
    return &routes[sizeof routes / sizeof *routes - 1];
}
