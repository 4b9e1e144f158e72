/* SPDX-License-Identifier: MIT */
#include "record.h"

static int64_t read_number(const unsigned char *at, size_t length)
{
    uint64_t value = length > 0 && (at[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < length; i++)
        value = value << 8 | at[i];
    return (int64_t)value;
}

/* The value of a serial type at `at`. @return 0 when it is none or passes the end. */
static int read_value(uint64_t type, const unsigned char *at, size_t left, ekb_value *out)
{
    static const unsigned char sizes[12] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    enum { REAL = 7, ZERO = 8, ONE = 9, FIRST_BLOB = 12 };
    *out = (ekb_value){EKB_VALUE_NULL, 0, at, 0};
    if (type >= FIRST_BLOB) {
        uint64_t length = (type - FIRST_BLOB) / 2;
        if (length > left)
            return 0;
        out->type = type % 2 == 0 ? EKB_VALUE_BLOB : EKB_VALUE_TEXT;
        out->length = (size_t)length;
        return 1;
    }
    if (type > ONE || sizes[type] > left)
        return 0;
    out->length = sizes[type];
    if (type == REAL) {
        out->type = EKB_VALUE_REAL;
    } else if (type != 0) {
        out->type = EKB_VALUE_NUMBER;
        out->number = type >= ZERO ? (int64_t)(type - ZERO) : read_number(at, sizes[type]);
    }
    return 1;
}

int ekb_record_read(const unsigned char *bytes, size_t length, ekb_record *out)
{
    const unsigned char *end = bytes + length;
    uint64_t header, type;
    size_t step = ekb_varint(bytes, end, &header);
    out->count = 0;
    if (step == 0 || header > length || header < step)
        return 0;
    const unsigned char *types = bytes + step, *values = bytes + header, *types_end = values;
    while (types < types_end && out->count < EKB_RECORD_COLUMNS) {
        ekb_value *value = &out->values[out->count];
        step = ekb_varint(types, types_end, &type);
        if (step == 0 || !read_value(type, values, (size_t)(end - values), value))
            return 0;
        types += step;
        values += value->length;
        out->count++;
    }
    return 1;
}
