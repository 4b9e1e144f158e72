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
    {"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n", "-----BEGIN RSA [secret]\n[secret]\n"},
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
    /* passwords of several words, and with blanks */
    {"passphrase: correct horse battery staple", "passphrase: [secret]"},
    {"passphrase=correct horse battery staple (ID: 34513)", "passphrase=[secret] (ID: 34513)"},
    {"Passphrase: a b c, user=bob", "Passphrase: [secret], user=[name]"},
    {"通行短语：correct horse battery staple；重试", "通行短语：[secret]；重试"},
    {"Server=db1;Password=p@ss word;Initial Catalog=x",
     "Server=[address];Password=[secret];Initial Catalog=x"},
    {"Password = p@ss word; Data Source = x", "Password = [secret]; Data Source = x"},
    {"Password=p@ss word;", "Password=[secret];"},
    {"password=x failed; retrying", "password=[secret] failed; retrying"},
    {"加密密码：correct horse battery staple。错误 34506", "加密密码：[secret]。错误 34506"},
    {"電腦名稱：SRV1，使用者：bob，密碼：x1", "電腦名稱：[address]，使用者：[name]，密碼：[secret]"},
    {"wrong password: (ID: 34513)", "wrong password: (ID: 34513)"},
    /* without a sign */
    {"Set-OBMachineSetting -EncryptionPassphrase $p -SecurityPin 1234 -x",
     "Set-OBMachineSetting -EncryptionPassphrase [secret] -SecurityPin [secret] -x"},
    {"mysql --password hunter2 -h db", "mysql --password [secret] -h db"},
    {"mysql --password swordfish", "mysql --password [secret]"},
    {"run with --pass=hunter2", "run with --pass=[secret]"},
    {"password hunter2 rejected", "password [secret] rejected"},
    {"The password is hunter2.", "The password is [secret]."},
    {"password 'sword fish'", "password '[secret]'"},
    {"密码是 hunter2", "密码是 [secret]"},
    {"密码为hunter2，请重试", "密码为[secret]，请重试"},
    {"got Basic dXNlcjpwYXNz here", "got Basic [secret] here"},
    {"Bearer abcdef0123456789xyz", "Bearer [secret]"},
    {"key wJalrXUtnFEMI/K7MDENG9bPxRfiCYEXAMPLEKEY", "key [secret]"},
    /* full-width forms */
    {"ｐａｓｓｗｏｒｄ＝ｈｕｎｔｅｒ２　ｅｎｄ", "ｐａｓｓｗｏｒｄ＝[secret]　ｅｎｄ"},
    {"来自 １０．１．２．３ 的连接", "来自 [address] 的连接"},
    {"密码：123456，用户：bob。", "密码：[secret]，用户：[name]。"},
    /* machines and people by more words */
    {"计算机名：SRV1", "计算机名：[address]"},
    {"计算机名称: SRV1 联系人：张三", "计算机名称: [address] 联系人：[name]"},
    {"computer name: SRV1, Account Name: BOB", "computer name: [address], Account Name: [name]"},
    {"open \\\\fileserver\\share$", "open \\\\[address]\\share$"},
    {"\"\\\\\\\\fs1\\\\share\"", "\"\\\\\\\\[address]\\\\share\""},
    {"C:\\\\Windows\\\\x dir\\\\file\\\\y \\\\.\\pipe\\x",
     "C:\\\\Windows\\\\x dir\\\\file\\\\y \\\\.\\pipe\\x"},
    {"zhang.san@公司.cn, 张三@例子.公司的邮件", "[address], [address]的邮件"},
    {"发给a.b@example.com的邮件.txt", "发给[address]的邮件.txt"},
    {"user bob logged in", "user [name] logged in"},
    {"User bob.", "User [name]."},
    {"Access denied for user 'root'@'localhost'", "Access denied for user '[name]'@'localhost'"},
    {"用户 bob 登录失败", "用户 [name] 登录失败"},
    /* messages, which have no secrets */
    {"The password is incorrect", "The password is incorrect"},
    {"Invalid password provided", "Invalid password provided"},
    {"Invalid password 0x80070056", "Invalid password 0x80070056"},
    {"password sha256 not supported", "password sha256 not supported"},
    {"use --password to set one", "use --password to set one"},
    {"user name is not valid", "user name is not valid"},
    {"invalid user name or password", "invalid user name or password"},
    {"for user account", "for user account"},
    {"the user may retry; user input failed", "the user may retry; user input failed"},
    {"用户名或密码错误", "用户名或密码错误"},
    {"密码为空，密码是必需的", "密码为空，密码是必需的"},
    {"Basic authentication failed, bearer token expired",
     "Basic authentication failed, bearer token expired"},
    {"no passphrase given: passphrases differ", "no passphrase given: passphrases differ"},
    {"/usr/lib/x86_64-linux-gnu/gio/modules/libgiognutls.so",
     "/usr/lib/x86_64-linux-gnu/gio/modules/libgiognutls.so"},
    {"id=123e4567-e89b-12d3-a456-426614174000", "id=123e4567-e89b-12d3-a456-426614174000"},
    /* all of a value, however it is written */
    {"{'password': u'Tr0ub4dor'}", "{'password': u'[secret]'}"},
    {"password=b'Tr0ub4dor', x", "password=b'[secret]', x"},
    {"N'pwd' = N'a b'", "N'pwd' = N'[secret]'"},
    {"Authorization: ApiKey Tr0ub4dor", "Authorization: ApiKey [secret]"},
    {"Authorization: NTLM TlRMTVNTUAABAAAA", "Authorization: NTLM [secret]"},
    {"Authorization: SharedKey acct:c2VjcmV0", "Authorization: SharedKey [secret]"},
    {"Authorization: Custom Tr0ub4dor9 x", "Authorization: [secret] x"},
    {"Authorization: Digest username=\"a b\", realm=\"x y\", response=\"f0\" ok",
     "Authorization: Digest [secret] ok"},
    {"{\"log\":\"{\\\"m\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"Tr0ub4dor\\\\\\\"}\\\"}\"}",
     "{\"log\":\"{\\\"m\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"[secret]\\\\\\\"}\\\"}\"}"},
    {"{\"m\":\"{\\\"pwd\\\":\\\"a\\\\\\\"b c\\\"}\"}", "{\"m\":\"{\\\"pwd\\\":\\\"[secret]\\\"}\"}"},
    {"{\"passwords\":[\"Tr0ub4dor\"],\"n\":1}", "{\"passwords\":[[secret]],\"n\":1}"},
    {"{\"token\": {\"a]\": 1, \"b\": [2]}, \"n\": 1}", "{\"token\": {[secret]}, \"n\": 1}"},
    {"password=<a b>", "password=<[secret]>"},
    {"password=[] token={} (pwd=())", "password=[] token={} (pwd=())"},
    {"password:='x y'", "password:='[secret]'"},
    {"password='a''b7secret', x", "password='[secret]', x"},
    {"password='a'\"b c\"", "password='[secret]\""},
    {"password=\"\", x", "password=\"\", x"},
    {"\"{\"\"password\"\":\"\"a b\"\"}\"", "\"{\"\"password\"\":\"\"[secret]\"\"}\""},
    {"password = \"\"\"a \"b\" c\"\"\" x", "password = \"\"\"[secret]\"\"\" x"},
    {"password=hun,ter&2;x user=bob", "password=[secret] user=[name]"},
    {"(password=x), (pwd: y).", "(password=[secret]), (pwd: [secret])."},
    {"token=a&user=bob", "token=[secret]&user=[name]"},
    {"<password>a b</password><n>1</n>", "<password>[secret]</password><n>1</n>"},
    {"<ns:pwd type=\"x\"><![CDATA[a<b]]></ns:pwd>", "<ns:pwd type=\"x\"><![CDATA[[secret]]]></ns:pwd>"},
    {"&lt;password&gt;a b&lt;/password&gt;", "&lt;password&gt;[secret]&lt;/password&gt;"},
    {"\\u003cpassword\\u003ea b\\u003c/password", "\\u003cpassword\\u003e[secret]\\u003c/password"},
    {"\\u003cx:pwd\\u003ea\\u003c/x:pwd", "\\u003cx:pwd\\u003e[secret]\\u003c/x:pwd"},
    {"<pwd>a&lt;b\\u003cc</pwd>", "<pwd>[secret]</pwd>"},
    {"PASSWORD='it'\"'\"' s' x", "PASSWORD='[secret]' x"},
    {"PASSWORD='it'\\'''\\'' s' x", "PASSWORD='[secret]' x"},
    {"password=a<<b;;c x", "password=[secret] x"},
    {"<password/> <b>x</b>", "<password/> <b>x</b>"},
    {"密码：“correct horse”，重试", "密码：“[secret]”，重试"},
    {"http://bob:p@ss@h.example.com/", "http://[secret]@[address]/"},
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

/* A log, line by line or as it was cut: what one text leaves open the next goes on with. */
static const struct {
    const char *parts[6], *masked;
} logs[] = {
    {{"key -----BEGIN PRIVATE KEY-----\n", "MIIEvQIBADANBgkq\n", "a+/=\r\n", "-----END PRIVATE KEY-----\n",
      "done failed\n"},
     "key -----BEGIN [secret]\n[secret]\n[secret]\r\n-----END PRIVATE KEY-----\ndone failed\n"},
    {{"10:00 app: -----BEGIN RSA PRIVATE KEY-----\n10:00 app: MIIEvQIBADANBgkq", "hkiG\n10:00 app: Qk0=\n",
      "10:01 other failed\n", "10:01 b\n10:01 c\n", "-----END it\n"},
     "10:00 app: -----BEGIN RSA [secret]\n10:00 app: [secret]\n10:00 app: [secret]\n10:01 other "
     "failed\n"
     "10:01 b\n10:01 c\n-----END it\n"},
    {{"no BEGIN PRIVATE KEY in the file\nconnection failed (1)\n", "again (2)\n", "and (3)\n", "failed\n"},
     "no BEGIN [secret]\nconnection failed (1)\nagain (2)\nand (3)\nfailed\n"},
    {{"{\"k\":\"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n\",\"n\":1}\n", "failed\n"},
     "{\"k\":\"-----BEGIN [secret]-----END PRIVATE KEY-----\\n\",\"n\":1}\nfailed\n"},
    {{"password=hun", "ter2 ok\n", "password=x\n", "y\n"}, "password=[secret] ok\npassword=[secret]\ny\n"},
};

static void test_logs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(logs); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_redact_state going = {0};
        for (size_t k = 0; logs[i].parts[k] != NULL; k++)
            ekb_redact_next(&going, logs[i].parts[k], strlen(logs[i].parts[k]), &out);
        ekb_redact_end_line(&going, &out);
        assert_string_equal(ekb_strbuf_text(&out), logs[i].masked);
        ekb_redact_state_release(&going);
        ekb_strbuf_release(&out);
    }
}

/* What had to be told before its end was there is gone on with, too. */
static void test_flush(void **state)
{
    static const char *const parts[][2] = {
        {"password=hun", "ter2 ok"},        {"password", ": hunter2 ok"},
        {"password: ", "hunter2 ok"},       {"a password: \"x ", "y ter2\" ok"},
        {"{\"pwd\":\"a\\", "\"ter2\"} ok"}, {"<pwd>a", " ter2</pwd> ok"}};
    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++) {
        ekb_strbuf out = EKB_STRBUF_INIT;
        ekb_redact_state going = {0};
        for (size_t k = 0; k < 2; k++) {
            ekb_redact_next(&going, parts[i][k], strlen(parts[i][k]), &out);
            ekb_redact_flush(&going, &out);
        }
        assert_non_null(strstr(ekb_strbuf_text(&out), "[secret]"));
        assert_non_null(strstr(ekb_strbuf_text(&out), " ok"));
        assert_null(strstr(ekb_strbuf_text(&out), "ter2"));
        ekb_redact_state_release(&going);
        ekb_strbuf_release(&out);
    }
}

/* ---- Long lines ------------------------------------------------------------------------------ */

enum { FAR = 4096 /* so much must be seen behind what is masked */, LONG_LINE = 1 << 14 };

static void put_many(ekb_strbuf *out, const char *text, size_t length)
{
    while (out->length < length)
        ekb_strbuf_puts(out, text);
    assert_false(out->failed);
}

/* However a long line is cut, what comes out is what comes of it whole. */
static void test_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        ekb_strbuf line = EKB_STRBUF_INIT, whole = EKB_STRBUF_INIT, out = EKB_STRBUF_INIT;
        put_many(&line, "x", FAR + 256);
        ekb_strbuf_puts(&line, " ");
        size_t start = line.length, end = start + strlen(texts[i].text) + 1;
        ekb_strbuf_puts(&line, texts[i].text);
        ekb_strbuf_puts(&line, " ");
        put_many(&line, "y", end + FAR);
        ekb_redact(line.data, line.length, &whole, NULL, 0);
        for (size_t cut = start; cut <= end; cut++) {
            ekb_redact_state going = {0};
            ekb_strbuf_clear(&out);
            ekb_redact_next(&going, line.data, cut + FAR, &out);
            assert_int_not_equal(out.length, 0);
            ekb_redact_next(&going, line.data + cut + FAR, line.length - cut - FAR, &out);
            ekb_redact_end_line(&going, &out);
            assert_string_equal(ekb_strbuf_text(&out), ekb_strbuf_text(&whole));
            ekb_redact_state_release(&going);
        }
        ekb_strbuf_release(&line);
        ekb_strbuf_release(&whole);
        ekb_strbuf_release(&out);
    }
}

/* Values that are longer than any part, of which nothing may be seen, and what is behind them. */
static const struct {
    const char *before, *value, *behind;
} values[] = {
    {"password=", "hu,nter", " ok"},
    {"password: \"", "hu nter ", "\" ok"},
    {"{\"pwd\":\"", "hu\\\"nter ", "\"} ok"},
    {"{\"m\":\"{\\\"pwd\\\":\\\"", "hu nter\\\\\\\" ", "\\\"}\"} ok"},
    {"passphrase: ", "hu nter ", "; ok"},
    {"Cookie: ", "hu nter; ", ""},
    {"<password>", "hu nter ", "</password> ok"},
    {"Authorization: Digest ", "a=\"hu nter\", ", " ok"},
    {"passwords: [", "\"hu nter\", ", ""},
    {"Bearer 1", "hunter0", " ok"},
    {"glpat-", "hunter", " ok"},
    {"-----BEGIN PRIVATE KEY-----\\n", "hunter\\n", "-----END PRIVATE KEY----- ok"},
};

static void test_long_values(void **state)
{
    static const size_t sizes[] = {1, 999, 4096, 10007};
    (void)state;
    for (size_t i = 0; i < COUNT(values) * COUNT(sizes); i++) {
        size_t of = i % COUNT(values), size = sizes[i / COUNT(values)];
        ekb_strbuf line = EKB_STRBUF_INIT, out = EKB_STRBUF_INIT;
        ekb_redact_state going = {0};
        ekb_strbuf_puts(&line, values[of].before);
        put_many(&line, values[of].value, LONG_LINE);
        ekb_strbuf_puts(&line, values[of].behind);
        for (size_t at = 0, n; at < line.length; at += n) {
            n = size < line.length - at ? size : line.length - at;
            ekb_redact_next(&going, line.data + at, n, &out);
        }
        ekb_redact_end_line(&going, &out);
        assert_null(strstr(ekb_strbuf_text(&out), "nter"));
        assert_string_equal(out.data + out.length - strlen(values[of].behind), values[of].behind);
        ekb_redact_state_release(&going);
        ekb_strbuf_release(&line);
        ekb_strbuf_release(&out);
    }
}

/* ---- Places ------------------------------------------------------------------------------------- */

/* Of a record that begins and ends anywhere in its line nothing is shown that is masked in the line. */
static void test_places(void **state)
{
    static const char *const lines[] = {"a {\"password\":\"correct horse nter battery\",\"m\":1} b c",
                                        "a password=   nter b c",
                                        "a user name: nter b c",
                                        "a https://bob:nter@h.example.com/ b c",
                                        "a <pwd>x nter y</pwd> b c",
                                        "a glpat-nter0123456789 b c"};
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        size_t length = strlen(lines[i]), match = length - 1;
        for (size_t from = 0; from < match; from++) {
            ekb_span spans[1 + EKB_REDACT_SPARE] = {{match - from, match - from + 1}};
            ekb_scan_place place = {.text = lines[i] + from, .text_length = length - from, .before = from};
            ekb_redacted_place mine;
            place.head = place.text;
            ekb_redacted_place_init(&mine, &place, spans, 1);
            assert_false(mine.failed);
            assert_null(strstr(mine.place.text, "ter"));
            assert_int_equal(strlen(mine.place.text), mine.place.text_length);
            assert_int_equal(mine.place.text[spans[0].start], 'c');
            assert_int_equal(spans[0].end, mine.place.text_length);
            ekb_redacted_place_release(&mine);
        }
        for (size_t to = 1; to < length; to++) { /* or ends there */
            ekb_span spans[1 + EKB_REDACT_SPARE] = {{0, 1}};
            ekb_scan_place place = {.text = lines[i], .text_length = to, .behind = length - to};
            ekb_redacted_place mine;
            place.head = place.text;
            ekb_redacted_place_init(&mine, &place, spans, 1);
            assert_null(strstr(mine.place.text, "nte"));
            ekb_redacted_place_release(&mine);
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
        cmocka_unit_test(test_texts),  cmocka_unit_test(test_cut),   cmocka_unit_test(test_logs),
        cmocka_unit_test(test_flush),  cmocka_unit_test(test_parts), cmocka_unit_test(test_long_values),
        cmocka_unit_test(test_places), cmocka_unit_test(test_spans),
    };
    return RUN_TESTS(tests);
}
