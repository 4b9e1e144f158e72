/* SPDX-License-Identifier: MIT */
/*
 * Build tool: writes man pages and completions from the program's own tables.
 *   errkb_docgen page NAME LANGUAGE    a man page (errkb-kb: of its README on standard input)
 *   errkb_docgen table SHELL SCRIPT    SCRIPT with its line `@TABLE@` replaced
 */
#include <stdio.h>
#include <string.h>

#include "pages.h"

enum { USAGE = 2, FAILURE = 3 };

static void read_all(ekb_strbuf *into, FILE *from)
{
    char bytes[4096];
    size_t n;
    while ((n = fread(bytes, 1, sizeof bytes, from)) > 0)
        ekb_strbuf_append(into, bytes, n);
    into->failed |= ferror(from) != 0;
}

static int write_page(ekb_strbuf *out, const char *name, const char *language)
{
    const ekb_tr_catalog *catalog = ekb_tr_find(language);
    if (strcmp(name, "errkb") == 0) {
        ekb_page_errkb(out, catalog);
    } else if (strcmp(name, "errkbc") == 0) {
        ekb_page_errkbc(out, catalog);
    } else if (strcmp(name, "liberrkb") == 0) {
        ekb_page_liberrkb(out, catalog);
    } else if (strcmp(name, "errkb-kb") == 0) {
        ekb_strbuf input = EKB_STRBUF_INIT;
        read_all(&input, stdin);
        ekb_page_format(out, catalog, ekb_strbuf_text(&input));
        out->failed |= input.failed;
        ekb_strbuf_release(&input);
    } else {
        return USAGE;
    }
    return 0;
}

static void put_table(ekb_strbuf *out, const char *shell)
{
    static const struct {
        const char *shell;
        void (*put)(ekb_strbuf *out);
    } tables[] = {{"bash", ekb_complete_bash}, {"zsh", ekb_complete_zsh}, {"fish", ekb_complete_fish}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].shell, shell) == 0)
            tables[i].put(out);
    }
}

static int write_script(ekb_strbuf *out, const char *shell, const char *path)
{
    static const char mark[] = "@TABLE@\n";
    ekb_strbuf script = EKB_STRBUF_INIT;
    FILE *file = fopen(path, "rb");
    int code = FAILURE;
    if (file == NULL)
        goto cleanup;
    read_all(&script, file);
    const char *at = strstr(ekb_strbuf_text(&script), mark);
    if (at == NULL)
        goto cleanup;
    ekb_strbuf_append(out, script.data, (size_t)(at - script.data));
    put_table(out, shell);
    ekb_strbuf_puts(out, at + strlen(mark));
    out->failed |= script.failed;
    code = 0;
cleanup:
    if (file != NULL)
        fclose(file);
    ekb_strbuf_release(&script);
    return code;
}

int main(int argc, char **argv)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    int code = USAGE;
    if (argc == 4 && strcmp(argv[1], "page") == 0)
        code = write_page(&out, argv[2], argv[3]);
    else if (argc == 4 && strcmp(argv[1], "table") == 0)
        code = write_script(&out, argv[2], argv[3]);
    if (code == 0 && (out.failed || fwrite(ekb_strbuf_text(&out), 1, out.length, stdout) != out.length ||
                      fflush(stdout) != 0))
        code = FAILURE;
    ekb_strbuf_release(&out);
    if (code != 0)
        fprintf(stderr, "errkb_docgen: failed (%d)\n", code);
    return code;
}
