/* SPDX-License-Identifier: MIT */
/**
 * @file fault.h
 * @brief Makes the n-th call of a kind fail, and counts memory that is alive.
 *
 * A program that links fault.c with the linker's --wrap (see CMakeLists.txt)
 * has its allocations, and those of the libraries linked statically, go
 * through here; so do the calls that read and write.
 */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include <stddef.h>

typedef enum fault_kind {
    FAULT_NONE,
    FAULT_ALLOCATION,
    FAULT_WRITE,  /**< Of files. */
    FAULT_OUTPUT, /**< Writes to standard output. */
    FAULT_READ
} fault_kind;

/**
 * From now on, let the @p nth call (from 1) of that kind fail.
 * @param lasting also every later one.
 */
void fault_arm(fault_kind kind, unsigned long nth, int lasting);
/**
 * Let everything succeed again. A scenario that looks at its results calls it
 * before it does, since looking allocates too.
 * @return non-zero if a call has failed since fault_arm().
 */
int fault_disarm(void);
/** Allocations that have not been freed. */
long fault_alive(void);

/**
 * What is swept: does its work once, cleaning up after itself.
 * @param[out] digest text that tells a right result, or the error; at most @p size bytes.
 * @return the ekb_status it ended with.
 */
typedef int (*fault_scenario)(char *digest, size_t size);

/**
 * Run a scenario with the first call failing, then the second, and so on until
 * nothing fails any more, alone and (some) with all later ones; each must end with @p status, or unharmed, and
 * without leaving memory behind.
 * @return number of failures, each told on standard output.
 */
int fault_sweep(const char *name, fault_kind kind, int status, fault_scenario run);

#endif
