/* SPDX-License-Identifier: MIT */
#include "identity.h"

enum { NUMBER = 1, BYTES = 2 };

void ekbc_digest_start(ekbc_digest *digest)
{
    sha256_init(&digest->hash);
}

/* Little-endian, whatever the machine. */
static void add(ekbc_digest *digest, uint8_t type, uint64_t number)
{
    uint8_t bytes[9] = {type};
    for (size_t i = 1; i < sizeof bytes; i++, number >>= 8)
        bytes[i] = (uint8_t)number;
    sha256_update(&digest->hash, sizeof bytes, bytes);
}

void ekbc_digest_number(ekbc_digest *digest, int64_t number)
{
    add(digest, NUMBER, (uint64_t)number);
}

void ekbc_digest_bytes(ekbc_digest *digest, const void *bytes, size_t length)
{
    add(digest, BYTES, length);
    if (length > 0)
        sha256_update(&digest->hash, length, bytes);
}

void ekbc_identity(ekbc_digest *digests, size_t count, char out[EKBC_IDENTITY_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx hash;
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    for (size_t i = 0; i < count; i++) {
        sha256_digest(&digests[i].hash, sizeof sum, sum);
        sha256_update(&hash, sizeof sum, sum);
    }
    sha256_digest(&hash, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        out[2 * i] = digits[sum[i] >> 4];
        out[2 * i + 1] = digits[sum[i] & 15];
    }
    out[2 * sizeof sum] = '\0';
}
