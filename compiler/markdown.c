/* SPDX-License-Identifier: MIT */
/* md4c says what a CommonMark reader would see. Plain CommonMark on purpose,
   HTML included: what only errkb's own renderers took for text would vanish in
   everybody else's. */
#include "markdown.h"

#include <md4c.h>
#include <string.h>

#include "core/error.h"

typedef struct checker {
    const char *text;
    size_t length;
    size_t passed; /* where the piece of text that came last ends */
    int in_link;
    int found, placed;
    ekbc_markdown_finding *out;
} checker;

/* What is found, and where. md4c unescapes some of what it gives, in memory of
   its own: so it is copied. */
static void find(checker *c, const char *message, const char *remedy, size_t offset, const char *text,
                 size_t length)
{
    if (c->found)
        return;
    c->found = c->placed = 1;
    *c->out = (ekbc_markdown_finding){.message = message, .remedy = remedy, .offset = offset};
    if (length >= sizeof c->out->text) {
        length = sizeof c->out->text - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(c->out->text, text, length);
}

/* A piece of the text itself. */
static void find_at(checker *c, const char *message, const char *remedy, const char *text, size_t length)
{
    find(c, message, remedy, (size_t)(text - c->text), text, length);
}

/* Of a span md4c tells only what stands in it: the sign before that is meant. */
static void find_span(checker *c, const char *message, const char *remedy, const char *text, size_t length)
{
    if (c->found)
        return;
    find(c, message, remedy, c->passed, text, length);
    c->placed = 0;
}

static void place_span(checker *c, const char *inside)
{
    while (inside > c->text && strchr("*_`[!<", inside[-1]) != NULL)
        inside--;
    c->out->offset = (size_t)(inside - c->text);
    c->placed = 1;
}

/* Where a block begins: in a line behind the text that came last. */
static size_t block_start(const checker *c)
{
    const char *line = c->passed > 0 ? strchr(c->text + c->passed, '\n') : c->text;
    return line == NULL ? 0 : (size_t)(line - c->text) + strspn(line, " \n");
}

static const struct {
    const char *message, *remedy;
} block_problems[] = {
    [MD_BLOCK_QUOTE] = {EKB_N_("`>` at the beginning of a line makes a quotation"), EKB_N_("write `\\>`")},
    [MD_BLOCK_UL] = {EKB_N_("the text is a list"),
                     EKB_N_("write each item as an action, or a backslash before the sign: `\\-`")},
    [MD_BLOCK_OL] = {EKB_N_("the text is a numbered list"),
                     EKB_N_("write each item as an action, or a backslash before the point: `1\\.`")},
    [MD_BLOCK_LI] = {EKB_N_("the text is a list"), EKB_N_("write each item as an action")},
    [MD_BLOCK_HR] = {EKB_N_("the text holds a horizontal rule"), EKB_N_("remove it")},
    [MD_BLOCK_H] = {EKB_N_("the text holds a heading"),
                    EKB_N_("write **bold**, or a backslash before `#`; a line of `-` or `=` makes one too")},
    [MD_BLOCK_CODE] = {EKB_N_("the text holds a block of code"),
                       EKB_N_("write it as an action `command: …`")},
    [MD_BLOCK_HTML] = {EKB_N_("the text begins with an HTML tag"),
                       EKB_N_("write it as `code`, or a backslash before `<`")},
};

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    checker *c = context;
    (void)detail;
    if ((size_t)type < sizeof block_problems / sizeof block_problems[0] &&
        block_problems[type].message != NULL)
        find(c, block_problems[type].message, block_problems[type].remedy, block_start(c), "", 0);
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)type;
    (void)detail;
    (void)context;
    return 0;
}

static int is_web(const MD_ATTRIBUTE *href)
{
    return (href->size > 8 && strncmp(href->text, "https://", 8) == 0) ||
           (href->size > 7 && strncmp(href->text, "http://", 7) == 0);
}

static void check_link(checker *c, const MD_SPAN_A_DETAIL *link)
{
    c->in_link = 1;
    if (link->title.size > 0)
        find_span(c, EKB_N_("a link with a title"), EKB_N_("write [text](https://…)"), "", 0);
    else if (!is_web(&link->href))
        find_span(c, EKB_N_("a link to `{text}`, which is not a web address"),
                  EKB_N_("write a whole address that begins with https:// or http://"), link->href.text,
                  link->href.size);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    checker *c = context;
    if (type == MD_SPAN_A)
        check_link(c, detail);
    else if (type == MD_SPAN_EM)
        find_span(c, EKB_N_("emphasis with a single `*` or `_`"),
                  EKB_N_("write **bold** or `code`; for the sign itself write `\\*` or `\\_`"), "", 0);
    else if (type == MD_SPAN_IMG)
        find_span(c, EKB_N_("an image"), EKB_N_("write a link, or `\\!` for the sign itself"), "", 0);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)type;
    (void)detail;
    (void)context;
    return 0;
}

/* Marks that CommonMark left as plain signs, though their author surely meant
   something by them. An escaped sign comes as a piece of its own, behind the
   backslash in the source. */
static void check_plain(checker *c, const char *text, size_t length)
{
    for (size_t i = 0; i < length && !c->found; i++) {
        if (i == 0 && text > c->text && text[-1] == '\\')
            continue;
        if (text[i] == '`')
            find_at(c, EKB_N_("a ` that is never closed"), EKB_N_("close it, or write \\`"), text + i, 1);
        else if (text[i] == '*' && i + 1 < length && text[i + 1] == '*')
            find_at(c, EKB_N_("`**` that makes nothing bold"),
                    EKB_N_("close it with `**`; where a sign such as a quote stands inside next to `**`, "
                           "a space or a sign must stand outside"),
                    text + i, 2);
        else if (text[i] == ']' && text + i + 1 < c->text + c->length && text[i + 1] == '(')
            find_at(c, EKB_N_("`](` that makes no link"),
                    EKB_N_("write [text](https://…) without spaces in the address"), text + i, 2);
    }
}

/* What a piece of text breaks by being of that type; @p inside: md4c points into the text. */
static void check_piece(checker *c, MD_TEXTTYPE type, const char *text, size_t size, int inside)
{
    if (c->in_link && inside && text > c->text && text[-1] == '<')
        find(c, EKB_N_("the link <{text}> has no text"), EKB_N_("write [text](https://…)"),
             (size_t)(text - c->text) - 1, text, size);
    c->in_link = 0;
    if (type == MD_TEXT_HTML && inside)
        find_at(c, EKB_N_("`{text}` is an HTML tag"), EKB_N_("write it as `code`, or a backslash before `<`"),
                text, size);
    else if (type == MD_TEXT_ENTITY && inside)
        find_at(c, EKB_N_("`{text}` is an HTML entity"),
                EKB_N_("write the character itself, or a backslash before `&`"), text, size);
    else if (type == MD_TEXT_BR)
        find(c, EKB_N_("a forced line break"), EKB_N_("leave an empty line to begin a paragraph"), c->passed,
             "", 0);
    else if (type == MD_TEXT_NORMAL && inside)
        check_plain(c, text, size);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    checker *c = context;
    int inside = text >= c->text && text < c->text + c->length;
    if (c->found && !c->placed && inside)
        place_span(c, text);
    if (!c->found)
        check_piece(c, type, text, size, inside);
    if (inside)
        c->passed = (size_t)(text - c->text) + size;
    return 0;
}

/* Texts without any sign that CommonMark knows, which are most. */
static int is_plain(const char *text)
{
    unsigned char first = (unsigned char)*text;
    int letter = first >= 0x80 || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    return letter && strpbrk(text, "\n\\`*_[]<>&#!") == NULL;
}

/* `[label]: address` on a line of its own is swallowed by CommonMark. */
static const char *defines_reference(const char *text)
{
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += strspn(line, "\n ");
        const char *end = *line == '[' ? strstr(line, "]:") : NULL;
        if (end != NULL && memchr(line, '\n', (size_t)(end - line)) == NULL)
            return line;
    }
    return NULL;
}

int ekbc_markdown_check(const char *text, size_t length, ekbc_markdown_finding *out)
{
    static const MD_PARSER parser = {.enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = on_text};
    checker c = {.text = text, .length = length, .out = out};
    if (is_plain(text))
        return 1;
    const char *definition = defines_reference(text);
    if (definition != NULL) {
        find_at(&c, EKB_N_("`[…]:` at the beginning of a line hides it"), EKB_N_("write `\\[`"), definition,
                0);
        return 0;
    }
    if (md_parse(text, (MD_SIZE)length, &parser, &c) != 0)
        return -1;
    return !c.found;
}
