/* SPDX-License-Identifier: MIT */
/*
 * Xapian on the same entries: an OR of the paste's terms, ranked by BM25.
 *
 *   peer_xapian build FOLDER ENTRIES
 *   peer_xapian ask FOLDER QUERIES KINDS ROUNDS
 *
 * Chinese is cut into pairs of characters, as for the other peers.
 */
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>
#include <xapian.h>

#include "queries.h"

static std::vector<std::string> terms_of(const char *text, size_t length)
{
    std::vector<std::string> words;
    char *terms = bench_terms(text, length);
    std::istringstream in(terms != nullptr ? terms : "");
    for (std::string word; in >> word;)
        words.push_back(word.substr(0, 200));
    std::free(terms);
    return words;
}

static int add(void *context, const char *id, const char *text, size_t length)
{
    auto *db = static_cast<Xapian::WritableDatabase *>(context);
    Xapian::Document document;
    document.set_data(id);
    for (const std::string &word : terms_of(text, length))
        document.add_term(word);
    db->add_document(document);
    return 0;
}

static int ask(void *context, const char *, const char *text, size_t length, char id[BENCH_ID_SIZE])
{
    auto *db = static_cast<Xapian::Database *>(context);
    std::vector<std::string> words = terms_of(text, length);
    Xapian::Enquire enquire(*db);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end()));
    Xapian::MSet found = enquire.get_mset(0, 1);
    std::snprintf(id, BENCH_ID_SIZE, "%s", found.empty() ? "" : found.begin().get_document().get_data().c_str());
    return 0;
}

int main(int argc, char **argv)
{
    try {
        if (argc == 4 && std::strcmp(argv[1], "build") == 0) {
            Xapian::WritableDatabase db(argv[2], Xapian::DB_CREATE_OR_OVERWRITE);
            int status = bench_entries(argv[3], add, &db);
            db.commit();
            return status;
        }
        if (argc == 6 && std::strcmp(argv[1], "ask") == 0) {
            Xapian::Database db(argv[2]);
            return bench_queries(argv[3], argv[4], std::atoi(argv[5]), ask, &db);
        }
    } catch (const Xapian::Error &error) {
        std::fprintf(stderr, "peer_xapian: %s\n", error.get_description().c_str());
        return 3;
    }
    std::fputs("usage: peer_xapian build FOLDER ENTRIES | ask FOLDER QUERIES KINDS ROUNDS\n", stderr);
    return 2;
}
