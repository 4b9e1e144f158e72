/* SPDX-License-Identifier: MIT */
/*
 * Writes gb18030_table.h: the two-byte characters of GB18030 one by one, the
 * four-byte ones of the basic plane as runs, asked of the system's iconv(3).
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static iconv_t converter;

/* The code point of a whole sequence, or 0xFFFD. */
static uint32_t ask(const unsigned char *bytes, size_t length)
{
    char from[4];
    unsigned char to[8];
    char *in = from, *out = (char *)to;
    size_t left = length, room = sizeof to;
    for (size_t i = 0; i < length; i++)
        from[i] = (char)bytes[i];
    if (iconv(converter, &in, &left, &out, &room) == (size_t)-1 || room != sizeof to - 4)
        return 0xFFFD;
    return (uint32_t)to[0] << 24 | (uint32_t)to[1] << 16 | (uint32_t)to[2] << 8 | to[3];
}

static void write_pairs(FILE *file)
{
    fprintf(file, "static const uint16_t gb_pairs[126][192] = {\n");
    for (unsigned lead = 0x81; lead <= 0xFE; lead++) {
        fprintf(file, "    {");
        for (unsigned trail = 0x40; trail <= 0xFF; trail++) {
            unsigned char bytes[2] = {(unsigned char)lead, (unsigned char)trail};
            uint32_t c = trail == 0x7F || trail == 0xFF ? 0 : ask(bytes, 2);
            fprintf(file, "%u,", c == 0xFFFD || c > 0xFFFF ? 0 : c);
        }
        fprintf(file, "},\n");
    }
    fprintf(file, "};\n");
}

/* Sequences in their order are a number; runs of it are runs of code points. */
static void write_quads(FILE *file)
{
    uint32_t expected = 0;
    fprintf(file, "static const struct { uint16_t number, c; } gb_quads[] = {\n");
    for (uint32_t n = 0; n < 39420; n++) {
        unsigned char bytes[4] = {(unsigned char)(0x81 + n / 12600), (unsigned char)(0x30 + n / 1260 % 10),
                                  (unsigned char)(0x81 + n / 10 % 126), (unsigned char)(0x30 + n % 10)};
        uint32_t c = ask(bytes, 4);
        if (n == 0 || c != expected)
            fprintf(file, "    {%u, %u},\n", n, c);
        expected = c + 1;
    }
    fprintf(file, "};\n");
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "w") : NULL;
    converter = iconv_open("UCS-4BE", "GB18030");
    if (file == NULL || converter == (iconv_t)-1) {
        fprintf(stderr, "gb_gen: cannot write the table\n");
        return EXIT_FAILURE;
    }
    fprintf(file, "/* Made by gb_gen.c. */\n");
    write_pairs(file);
    write_quads(file);
    (void)iconv_close(converter);
    return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
