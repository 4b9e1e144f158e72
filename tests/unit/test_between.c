/* SPDX-License-Identifier: MIT */
/* Placeholders with nothing but signs between them: what each stands for. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "between.h"

enum { BOUND, OPEN_BEHIND, OPEN_BEFORE, MOST = 4 };

/* `signs` and `text` stand behind, before or between two words that were found. */
static const struct {
    const char *signs, *text;
    int side;
    const char *values; /* joined by `|`; "-" where the signs are others */
} cases[] = {
    {" {a} ", " orders ", BOUND, "orders"},
    {" '{a}' ", " 'orders' ", BOUND, "orders"},
    {" '{a}' ", "\n  'orders'\n", BOUND, "orders"},
    {"“{a}”", "\"C:\\Program Files\\a.ini\"", BOUND, "C:\\Program Files\\a.ini"},
    {" '{a}'@'{b}' ", " 'bob'@'10.2.3.4' ", BOUND, "bob|10.2.3.4"},
    {" {a}.{b} ", " public.items ", BOUND, "public|items"},
    {" {a} (\"{b}\")", " srv (\"the third one\")", BOUND, "srv|the third one"},
    {" {a}: {b}, {c} ", " 10.2.0.8:5432: x y, z ", BOUND, "10.2.0.8:5432|x y|z"},
    {" [{{{a}}}] ", " [{orders}] ", BOUND, "orders"},
    {" '{a}' ", " ''test db'' ", BOUND, "'test db'"},
    {" '{a}' ", " orders ", BOUND, "-"},
    {" {a}{b} ", " orders ", BOUND, "-"},
    /* up to the end of the clause */
    {": {a}", ": connection reset by peer", OPEN_BEHIND, "connection reset by peer"},
    {": {a}", ": D:\\work\\app.json\nand more", OPEN_BEHIND, "D:\\work\\app.json"},
    {": {a}", ": 10.2.0.8:5432, then it stopped", OPEN_BEHIND, "10.2.0.8:5432"},
    {": {a}", ": a.b.c. It stopped.", OPEN_BEHIND, "a.b.c"},
    {": {a}", "：报表，怎么解决？", OPEN_BEHIND, "报表"},
    {": {a}", ": srv01 有人遇到过吗", OPEN_BEHIND, "srv01"},
    {": {a}", ": orders' and nothing works", OPEN_BEHIND, "orders"},
    {": {a}", ": f(x) failed", OPEN_BEHIND, "f(x) failed"},
    {": {a}.", ": libcore.so.2. Bye", OPEN_BEHIND, "libcore.so.2"},
    {" '{a}'", " 'test db' now", OPEN_BEHIND, "test db"},
    {" {a}, {b}", " x, y; z", OPEN_BEHIND, "x|y"},
    {" {a}", " ", OPEN_BEHIND, ""},
    /* from the beginning of the clause */
    {"{a} ", "customer_id ", OPEN_BEFORE, "customer_id"},
    {"{a} ", "[worker-7] stderr: customer_id ", OPEN_BEFORE, "customer_id"},
    {"{a} ", "The screen says 'read only replica ", OPEN_BEFORE, "read only replica"},
    {"'{a}' : ", "cl: 'root' : ", OPEN_BEFORE, "root"},
    {"'{a}' : ", "he says ''a.b'' : ", OPEN_BEFORE, "'a.b'"},
    {"{a}({b}) ", "ERROR: area(x, y) ", OPEN_BEFORE, "area|x, y"},
};

static void join(const ekb_between *between, const ekb_piece *pieces, const char *paste, char *out,
                 size_t room)
{
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < between->count; i++) {
        const ekb_piece *p = &pieces[i];
        uint32_t start = p->start < p->end ? between->text->start[p->start] : 0;
        uint32_t end = p->start < p->end ? between->text->end[p->end - 1] : 0;
        length += (size_t)snprintf(out + length, room - length, "%s%.*s", i > 0 ? "|" : "",
                                   (int)(end - start), paste + start);
    }
}

static void try_one(size_t n)
{
    ekb_folded signs = EKB_FOLDED_INIT, text = EKB_FOLDED_INIT;
    ekb_tokens tokens = EKB_TOKENS_INIT;
    ekb_piece pieces[MOST];
    char paste[256], values[256] = "-";
    int side = cases[n].side;
    /* the words beside, one letter each */
    snprintf(paste, sizeof paste, "%s%s%s", side == OPEN_BEFORE ? "" : "x", cases[n].text,
             side == OPEN_BEHIND ? "" : "x");
    assert_int_equal(ekb_fold(cases[n].signs, strlen(cases[n].signs), &signs), 0);
    assert_int_equal(ekb_fold(paste, strlen(paste), &text), 0);
    assert_int_equal(ekb_tokenize(&signs, EKB_WILD_NAMES, &tokens), 0);
    assert_true(tokens.count > 0 && tokens.count <= MOST);
    ekb_between between = {.signs = &signs,
                           .signs_end = signs.length,
                           .wild = tokens.items,
                           .count = tokens.count,
                           .text = &text,
                           .start = side == OPEN_BEFORE ? 0 : 1,
                           .end = text.length - (side == OPEN_BEHIND ? 0 : 1),
                           .open_before = side == OPEN_BEFORE,
                           .open_behind = side == OPEN_BEHIND};
    if (ekb_between_find(&between, pieces))
        join(&between, pieces, paste, values, sizeof values);
    if (strcmp(values, cases[n].values) != 0)
        print_error("%s in %s\n", cases[n].signs, paste);
    assert_string_equal(values, cases[n].values);
    ekb_folded_release(&signs);
    ekb_folded_release(&text);
    ekb_tokens_release(&tokens);
}

static void values(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++)
        try_one(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values)};
    return RUN_TESTS(tests);
}
