/* SPDX-License-Identifier: MIT */
#include "btree_record.h"

#include "bytes.h"

/* Serial types. */
enum {
    TYPE_NULL,
    TYPE_1,
    TYPE_2,
    TYPE_3,
    TYPE_4,
    TYPE_6,
    TYPE_8,
    TYPE_ZERO = 8,
    TYPE_ONE,
    TYPE_BLOB = 12,
    TYPE_TEXT
};

static const unsigned char sizes[] = {
    [TYPE_1] = 1, [TYPE_2] = 2, [TYPE_3] = 3, [TYPE_4] = 4, [TYPE_6] = 6, [TYPE_8] = 8};

static uint64_t type_of_number(int64_t number)
{
    if (number == 0 || number == 1)
        return number == 0 ? TYPE_ZERO : TYPE_ONE;
    uint64_t size = (uint64_t)(number < 0 ? ~number : number);
    unsigned type = TYPE_1;
    while (type < TYPE_8 && size >> (8 * sizes[type] - 1) != 0)
        type++;
    return type;
}

static uint64_t type_of(const ekbc_value *value)
{
    switch (value->type) {
    case EKBC_VALUE_NUMBER:
        return type_of_number(value->number);
    case EKBC_VALUE_TEXT:
        return TYPE_TEXT + 2 * (uint64_t)value->length;
    case EKBC_VALUE_BLOB:
        return TYPE_BLOB + 2 * (uint64_t)value->length;
    case EKBC_VALUE_NULL:
        break;
    }
    return TYPE_NULL;
}

static void put_number(ekb_strbuf *out, int64_t number, uint64_t type)
{
    char bytes[8];
    size_t length = type <= TYPE_8 ? sizes[type] : 0;
    for (size_t i = length; i-- > 0; number = (int64_t)((uint64_t)number >> 8))
        bytes[i] = (char)(number & 0xFF);
    ekb_strbuf_append(out, bytes, length);
}

void ekbc_record_make(ekb_strbuf *out, const ekbc_value *values, size_t count)
{
    unsigned char header[1 + EKBC_COLUMNS_MOST * EKBC_VARINT_MOST];
    uint64_t types[EKBC_COLUMNS_MOST];
    size_t length = 1;
    for (size_t i = 0; i < count; i++) {
        types[i] = type_of(&values[i]);
        length += ekbc_put_varint(header + length, types[i]);
    }
    header[0] = (unsigned char)length;
    ekb_strbuf_clear(out);
    ekb_strbuf_append(out, (const char *)header, length);
    for (size_t i = 0; i < count; i++) {
        if (values[i].type == EKBC_VALUE_NUMBER)
            put_number(out, values[i].number, types[i]);
        else
            ekb_strbuf_append(out, values[i].bytes, values[i].length);
    }
}
