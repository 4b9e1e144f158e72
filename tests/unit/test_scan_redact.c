/* SPDX-License-Identifier: MIT */
/* What is masked in a log, what is not, and where places go. */
#include <stdlib.h>
#include <string.h>

#include "redact.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *text, *masked;
} texts[] = {
    /* secrets by the word before */
    {"password=hunter2 ok", "password=[secret] ok"},
    {"db_password: \"hunter 2\", x", "db_password: \"[secret]\", x"},
    {"{\"clientSecret\":\"abc\\\"d\",\"n\":1}", "{\"clientSecret\":\"[secret]\",\"n\":1}"},
    {"{\"m\":\"{\\\"pwd\\\":\\\"x y\\\",\\\"n\\\":1}\"}",
     "{\"m\":\"{\\\"pwd\\\":\\\"[secret]\\\",\\\"n\\\":1}\"}"},
    {"PWD = x;Server=db1;", "PWD = [secret];Server=[address];"},
    {"Authorization: Bearer abc.def", "Authorization: Bearer [secret]"},
    {"Cookie: a=b; c=d e\nnext", "Cookie: [secret]\nnext"},
    {"api-key => k1, y", "api-key => [secret], y"},
    {"密码：123456 错误", "密码：[secret] 错误"},
    {"passwords are stored", "passwords are stored"},
    {"Invalid vault credentials provided", "Invalid vault credentials provided"},
    {"token", "token"},
    {"password=", "password="},
    /* secrets by shape */
    {"https://bob:pw@example.com/x", "https://[secret]@[address]/x"},
    {"AKIAIOSFODNN7EXAMPLE1 used", "[secret] used"},
    {"t eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.sig x", "t [secret] x"},
    {"sha 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "sha [secret]"},
    {"id 123e4567-e89b-12d3-a456-426614174000", "id 123e4567-e89b-12d3-a456-426614174000"},
    {"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n", "-----BEGIN RSA [secret]"},
    /* addresses */
    {"from 10.1.2.3:443 to [2001:db8::1]", "from [address]:443 to [[address]]"},
    {"10.1.2.300 and 1.2.3.4.5 and v1.2.3", "10.1.2.300 and 1.2.3.4.5 and v1.2.3"},
    {"at 10:15:31 took 1:02", "at 10:15:31 took 1:02"},
    {"mac 00:1a:2B:3c:4d:5e!", "mac [address]!"},
    {"alice.b+x@mail.example.com wrote", "[address] wrote"},
    {"www.example.com java.lang.Error app.log", "[address] java.lang.Error app.log"},
    {"host=srv1 hostname: srv2", "host=[address] hostname: [address]"},
    {"Nov 22 10:15:31 srv1 sshd[7]: x", "Nov 22 10:15:31 [address] sshd[7]: x"},
    {"Nov 22 10:15:31 sshd: x", "Nov 22 10:15:31 sshd: x"},
    /* names */
    {"user=alice, uid=0", "user=[name], uid=[name]"},
    {"Failed password for invalid user bob from 10.0.0.1",
     "Failed password for invalid user [name] from [address]"},
    {"Accepted key for root from ::1", "Accepted key for [name] from [address]"},
    {"/home/alice/x C:\\Users\\Bob\\y.log", "/home/[name]/x C:\\Users\\[name]\\y.log"},
    {"CONTOSO\\alice did", "[name] did"},
    {"HKLM\\Software C:\\Windows", "HKLM\\Software C:\\Windows"},
    {"用户：张三 登录", "用户：[name] 登录"},
    {"user not found", "user not found"},
    /* nothing */
    {"", ""},
    {"(ID: 34513) 0x1FC07 错误 34506：", "(ID: 34513) 0x1FC07 错误 34506："},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_redact(texts[i].text, strlen(texts[i].text), &out, NULL, 0);
        assert_string_equal(ekb_strbuf_text(&out), texts[i].masked);
        ekb_strbuf_release(&out);
    }
}

/* Every beginning of a text is read without reading past it. */
static void test_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (size_t length = 0; length <= strlen(texts[i].text); length++) {
            ekb_strbuf out = EKB_STRBUF_INIT;
            char *copy = test_malloc(length + 1);
            memcpy(copy, texts[i].text, length);
            ekb_redact(copy, length, &out, NULL, 0);
            assert_false(out.failed);
            ekb_strbuf_release(&out);
            test_free(copy);
        }
    }
}

static const struct {
    ekb_span before;
    const char *after;
} spans[] = {
    {{0, 0}, ""},
    {{0, 5}, "from "},
    {{5, 13}, "[address]"},
    {{7, 9}, "[address]"}, /* inside of a mask */
    {{0, 13}, "from [address]"},
    {{5, 19}, "[address] (ID: "},
    {{13, 17}, " (ID"},
    {{19, 24}, "34513"},
    {{24, 26}, ") "},
    {{26, 36}, "user=[name]"},
    {{31, 36}, "[name]"},
    {{36, 36}, ""},
};

static void test_spans(void **state)
{
    static const char text[] = "from 10.1.2.3 (ID: 34513) user=alice";
    (void)state;
    for (size_t i = 0; i < COUNT(spans); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_span span = spans[i].before;
        char part[64] = "";
        ekb_strbuf_puts(&out, "before"); /* spans count from where the text begins */
        ekb_redact(text, sizeof text - 1, &out, &span, 1);
        memcpy(part, out.data + 6 + span.start, span.end - span.start);
        assert_string_equal(part, spans[i].after);
        ekb_strbuf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_spans),
    };
    return RUN_TESTS(tests);
}
