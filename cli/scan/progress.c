/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include "os.h"
#include "os_files.h"
#include "wrap.h"

enum { BAR_MOST = 24, USUAL = 80 };
static const double first_after = 1, again_after = 0.2;

void ekb_progress_init(ekb_progress *progress, ekb_session *session, uint64_t total)
{
    progress->session = total > 0 && ekb_os_is_terminal(EKB_STDERR) ? session : NULL;
    progress->total = total;
    progress->started = ekb_seconds();
    atomic_init(&progress->due, progress->started + first_after);
    atomic_flag_clear(&progress->busy);
    atomic_init(&progress->on_screen, 0);
}

/* ---- The line ------------------------------------------------------------------------- */

/* Of a thousand, as disks and logs are counted. */
void ekb_put_size(ekb_strbuf *out, const ekb_tr_catalog *catalog, uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB"};
    double size = (double)bytes / 1000;
    size_t unit = 0;
    if (bytes < 1000) {
        ekb_strbuf_printf(out, ekb_trn(catalog, "%lu byte", "%lu bytes", (unsigned long)bytes),
                          (unsigned long)bytes);
        return;
    }
    for (; size >= 999.95 && unit + 1 < sizeof units / sizeof *units; unit++)
        size /= 1000;
    ekb_strbuf_printf(out, "%.1f %s", size, units[unit]);
}

/* "1:05", "2:03:10" */
static void put_duration(ekb_strbuf *out, double seconds)
{
    unsigned long all = seconds < 359999 ? (unsigned long)(seconds + 0.5) : 359999;
    if (all >= 3600)
        ekb_strbuf_printf(out, "%lu:%02lu:%02lu", all / 3600, all / 60 % 60, all % 60);
    else
        ekb_strbuf_printf(out, "%lu:%02lu", all / 60, all % 60);
}

static void put_bar(ekb_strbuf *out, double share, size_t columns)
{
    size_t done = (size_t)(share * (double)columns + 0.5);
    ekb_strbuf_putc(out, '[');
    for (size_t i = 0; i < columns; i++)
        ekb_strbuf_putc(out, i < done ? '#' : ' ');
    ekb_strbuf_puts(out, "] ");
}

/* "43%  1.2 GB  1034 MB/s  0:12 left" */
static void put_figures(ekb_strbuf *out, const ekb_tr_catalog *catalog, uint64_t stored, double share,
                        double seconds)
{
    double speed = seconds > 0 ? (double)stored / seconds : 0;
    if (share >= 0)
        ekb_strbuf_printf(out, "%d%%  ", (int)(share * 100));
    ekb_put_size(out, catalog, stored);
    ekb_strbuf_printf(out, "  %.*f MB/s", speed < 1e7 ? 1 : 0, speed / 1e6);
    if (share > 0) {
        ekb_strbuf left = EKB_STRBUF_INIT;
        put_duration(&left, seconds / share - seconds);
        ekb_strbuf_puts(out, "  ");
        /* TRANSLATORS: the time that is left, such as 1:05. */
        ekb_strbuf_printf(out, tr(catalog, "%s left"), ekb_strbuf_text(&left));
        out->failed |= left.failed;
        ekb_strbuf_release(&left);
    }
}

void ekb_progress_line(ekb_strbuf *out, const ekb_tr_catalog *catalog, uint64_t stored, uint64_t total,
                       double seconds, unsigned columns)
{
    ekb_strbuf figures = EKB_STRBUF_INIT;
    double share = total == 0 ? -1 : stored < total ? (double)stored / (double)total : 1;
    put_figures(&figures, catalog, stored, share, seconds);
    size_t used = ekb_columns(ekb_strbuf_text(&figures), figures.length) + 4; /* brackets, cursor */
    if (share >= 0 && columns > used + 4)
        put_bar(out, share, columns - used < BAR_MOST ? columns - used : BAR_MOST);
    if (used - 3 <= columns)
        ekb_strbuf_append(out, ekb_strbuf_text(&figures), figures.length);
    out->failed |= figures.failed;
    ekb_strbuf_release(&figures);
}

/* ---- The screen ----------------------------------------------------------------------------- */

/* The carriage returns here, the rest of the line is erased by spaces: every terminal can. */
static void show(ekb_progress *p, uint64_t stored, double now)
{
    unsigned columns = USUAL, rows;
    ekb_strbuf line = EKB_STRBUF_INIT;
    ekb_os_terminal_size(EKB_STDERR, &columns, &rows);
    ekb_strbuf_putc(&line, '\r');
    ekb_progress_line(&line, p->session->style.catalog, stored, p->total, now - p->started, columns);
    for (size_t used = ekb_columns(ekb_strbuf_text(&line), line.length); used < columns; used++)
        ekb_strbuf_putc(&line, ' ');
    ekb_strbuf_putc(&line, '\r');
    if (!line.failed)
        ekb_terminal_say(&p->session->terminal, ekb_strbuf_text(&line), line.length);
    ekb_strbuf_release(&line);
    atomic_store(&p->on_screen, 1);
}

void ekb_progress_step(void *context, uint64_t stored)
{
    ekb_progress *p = context;
    if (p->session == NULL)
        return;
    double now = ekb_seconds();
    if (now < atomic_load(&p->due) || atomic_flag_test_and_set(&p->busy))
        return;
    show(p, stored, now);
    atomic_store(&p->due, now + again_after);
    atomic_flag_clear(&p->busy);
}

static void erase(ekb_progress *p)
{
    unsigned columns = USUAL, rows;
    ekb_strbuf line = EKB_STRBUF_INIT;
    ekb_os_terminal_size(EKB_STDERR, &columns, &rows);
    ekb_strbuf_putc(&line, '\r');
    for (unsigned i = 1; i < columns; i++)
        ekb_strbuf_putc(&line, ' ');
    ekb_strbuf_putc(&line, '\r');
    if (!line.failed)
        ekb_terminal_say(&p->session->terminal, ekb_strbuf_text(&line), line.length);
    ekb_strbuf_release(&line);
}

void ekb_progress_hold(ekb_progress *p)
{
    if (p->session == NULL)
        return;
    while (atomic_flag_test_and_set(&p->busy))
        ; /* a line is written in no time */
    if (atomic_exchange(&p->on_screen, 0))
        erase(p);
}

void ekb_progress_go_on(ekb_progress *p)
{
    if (p->session != NULL)
        atomic_flag_clear(&p->busy);
}
