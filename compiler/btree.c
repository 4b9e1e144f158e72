/* SPDX-License-Identifier: MIT */
#include "btree.h"

#include <stdlib.h>
#include <string.h>

#include "bytes.h"

/* Kinds of pages, their headers, and how much of a record stands in a cell. */
enum { INDEX_INTERIOR = 2, TABLE_INTERIOR = 5, INDEX_LEAF = 10, TABLE_LEAF = 13 };
enum { LEAF_HEADER = 8, INTERIOR_HEADER = 12, POINTER = 2, CHILD = 4, OVERFLOW = 4 };
enum {
    USABLE = EKBC_PAGE_BYTES,
    TABLE_LOCAL = USABLE - 35,
    INDEX_LOCAL = (USABLE - 12) * 64 / 255 - 23,
    LEAST_LOCAL = (USABLE - 12) * 32 / 255 - 23
};

void ekbc_btree_init(ekbc_btree *tree, ekbc_pages *pages, uint32_t root, int is_index)
{
    *tree = (ekbc_btree){.pages = pages, .root = root, .is_index = is_index, .dividers = EKB_STRBUF_INIT};
}

void ekbc_btree_release(ekbc_btree *tree)
{
    free(tree->leaf);
    free(tree->links);
    free(tree->children);
    ekb_strbuf_release(&tree->dividers);
    tree->leaf = NULL;
    tree->links = NULL;
    tree->link_count = tree->link_capacity = 0;
    tree->children = NULL;
    tree->child_count = tree->child_capacity = 0;
}

/* ---- Leaves -------------------------------------------------------------- */

static void clear_leaf(ekbc_btree *tree)
{
    memset(tree->leaf, 0, EKBC_PAGE_BYTES);
    tree->cells = 0;
    tree->content = EKBC_PAGE_BYTES;
}

static void head_leaf(ekbc_btree *tree)
{
    tree->leaf[0] = tree->is_index ? INDEX_LEAF : TABLE_LEAF;
    ekbc_put_u16(tree->leaf + 3, tree->cells);
    ekbc_put_u16(tree->leaf + 5, tree->content);
}

/* Adds the leaf as it is. @return its number. */
static uint32_t add_leaf(ekbc_btree *tree)
{
    head_leaf(tree);
    uint32_t number = ekbc_pages_add(tree->pages, tree->leaf);
    for (size_t i = 0; i < tree->link_count; i++)
        ekbc_pages_link(tree->pages, tree->links[i]);
    tree->link_count = 0;
    return number;
}

/* Notes a page whose divider was appended to all of them. */
static int add_child(ekbc_btree *tree, uint32_t page)
{
    if (tree->child_count == tree->child_capacity) {
        size_t capacity = tree->child_capacity == 0 ? 64 : tree->child_capacity * 2;
        ekbc_btree_child *children = realloc(tree->children, capacity * sizeof *children);
        if (children == NULL)
            return 0;
        tree->children = children;
        tree->child_capacity = capacity;
    }
    tree->children[tree->child_count++] = (ekbc_btree_child){page, (uint32_t)tree->dividers.length};
    return !tree->dividers.failed;
}

/* A leaf that is full. What divides it from the next is its last number, or,
   where records are the order, its last record, which then stands above only. */
static void close_leaf(ekbc_btree *tree)
{
    unsigned char number[EKBC_VARINT_MOST];
    if (tree->is_index) {
        unsigned char *last = tree->leaf + tree->content;
        ekb_strbuf_append(&tree->dividers, (const char *)last, tree->last_size);
        memset(last, 0, tree->last_size);
        tree->content += tree->last_size;
        tree->cells--;
        ekbc_put_u16(tree->leaf + LEAF_HEADER + tree->cells * POINTER, 0);
    } else {
        size_t length = ekbc_put_varint(number, (uint64_t)tree->last_key);
        ekb_strbuf_append(&tree->dividers, (const char *)number, length);
    }
    if (!add_child(tree, add_leaf(tree)))
        ekbc_pages_nomem(tree->pages);
    clear_leaf(tree);
}

/* Notes where the leaf names another page. */
static void add_link(ekbc_btree *tree, size_t at)
{
    if (tree->link_count == tree->link_capacity) {
        size_t capacity = tree->link_capacity == 0 ? 8 : tree->link_capacity * 2;
        size_t *links = realloc(tree->links, capacity * sizeof *links);
        if (links == NULL) {
            ekbc_pages_nomem(tree->pages);
            return;
        }
        tree->links = links;
        tree->link_capacity = capacity;
    }
    tree->links[tree->link_count++] = at;
}

/* How much of a record stands in its cell. */
static size_t local_part(const ekbc_btree *tree, size_t length)
{
    size_t most = tree->is_index ? INDEX_LOCAL : TABLE_LOCAL;
    if (length <= most)
        return length;
    size_t local = LEAST_LOCAL + (length - LEAST_LOCAL) % (USABLE - OVERFLOW);
    return local <= most ? local : LEAST_LOCAL;
}

/* The rest of a record, as a chain of pages. @return the first. */
static uint32_t write_overflow(ekbc_pages *pages, const char *bytes, size_t length)
{
    unsigned char page[EKBC_PAGE_BYTES];
    uint32_t first = 0;
    for (size_t at = 0, part; at < length; at += part) {
        part = length - at < USABLE - OVERFLOW ? length - at : USABLE - OVERFLOW;
        memset(page, 0, sizeof page);
        ekbc_put_u32(page, at + part < length ? ekbc_pages_number(pages, 1) : 0);
        memcpy(page + OVERFLOW, bytes + at, part);
        uint32_t number = ekbc_pages_add(pages, page);
        if (at + part < length)
            ekbc_pages_link(pages, 0);
        first = first != 0 ? first : number;
    }
    return first;
}

/* What stands before the record in a cell. */
static size_t cell_head(const ekbc_btree *tree, int64_t key, size_t length, unsigned char *out)
{
    size_t size = ekbc_put_varint(out, length);
    return tree->is_index ? size : size + ekbc_put_varint(out + size, (uint64_t)key);
}

void ekbc_btree_add(ekbc_btree *tree, int64_t key, const ekb_strbuf *record)
{
    unsigned char head[2 * EKBC_VARINT_MOST];
    if (tree->leaf == NULL && (tree->leaf = malloc(EKBC_PAGE_BYTES)) != NULL)
        clear_leaf(tree);
    if (tree->leaf == NULL || record->failed) {
        ekbc_pages_nomem(tree->pages);
        return;
    }
    size_t local = local_part(tree, record->length), head_size = cell_head(tree, key, record->length, head);
    size_t size = head_size + local + (local < record->length ? OVERFLOW : 0);
    if (LEAF_HEADER + (tree->cells + 1) * POINTER + size > tree->content)
        close_leaf(tree);
    tree->content -= size;
    unsigned char *cell = tree->leaf + tree->content;
    memcpy(cell, head, head_size);
    memcpy(cell + head_size, record->data, local);
    if (local < record->length) {
        ekbc_put_u32(cell + size - OVERFLOW,
                     write_overflow(tree->pages, record->data + local, record->length - local));
        add_link(tree, tree->content + size - OVERFLOW);
    }
    ekbc_put_u16(tree->leaf + LEAF_HEADER + tree->cells++ * POINTER, tree->content);
    tree->last_size = size;
    tree->last_key = key;
}

/* ---- What is above them -------------------------------------------------- */

static size_t divider_start(const ekbc_btree *tree, size_t child)
{
    return child > 0 ? tree->children[child - 1].divider : 0;
}

/* Bytes that a child that is not a page's last takes of the page. */
static size_t child_size(const ekbc_btree *tree, size_t child)
{
    return POINTER + CHILD + tree->children[child].divider - divider_start(tree, child);
}

/* The page of the children from `first` to `last`. */
static void make_interior(const ekbc_btree *tree, size_t first, size_t last, unsigned char *page)
{
    size_t content = EKBC_PAGE_BYTES;
    memset(page, 0, EKBC_PAGE_BYTES);
    for (size_t i = first; i < last; i++) {
        size_t start = divider_start(tree, i), length = tree->children[i].divider - start;
        content -= CHILD + length;
        ekbc_put_u32(page + content, tree->children[i].page);
        memcpy(page + content + CHILD, tree->dividers.data + start, length);
        ekbc_put_u16(page + INTERIOR_HEADER + (i - first) * POINTER, content);
    }
    page[0] = tree->is_index ? INDEX_INTERIOR : TABLE_INTERIOR;
    ekbc_put_u16(page + 3, last - first);
    ekbc_put_u16(page + 5, content);
    ekbc_put_u32(page + 8, tree->children[last].page);
}

/* The last child of the page that begins with `first`. No page is left with
   one child alone: it would have no divider. */
static size_t last_of_page(const ekbc_btree *tree, size_t first)
{
    size_t used = INTERIOR_HEADER, last = first, end = tree->child_count - 1;
    while (last < end && used + child_size(tree, last) <= USABLE)
        used += child_size(tree, last++);
    return last + 1 == end ? last - 1 : last;
}

/* One level up: pages of children become the children. */
static void raise_level(ekbc_btree *tree, unsigned char *page)
{
    size_t count = 0, length = 0;
    for (size_t first = 0, last; first < tree->child_count; first = last + 1) {
        last = last_of_page(tree, first);
        make_interior(tree, first, last, page);
        uint32_t number = ekbc_pages_add(tree->pages, page);
        /* Dividers and children move down over what is done with. */
        size_t start = divider_start(tree, last), size = tree->children[last].divider - start;
        memmove(tree->dividers.data + length, tree->dividers.data + start, size);
        length += size;
        tree->children[count++] = (ekbc_btree_child){number, (uint32_t)length};
    }
    tree->child_count = count;
}

static int fits_a_page(const ekbc_btree *tree)
{
    size_t used = INTERIOR_HEADER;
    for (size_t i = 0; used <= USABLE && i + 1 < tree->child_count; i++)
        used += child_size(tree, i);
    return used <= USABLE;
}

void ekbc_btree_move(ekbc_btree *tree, ekbc_pages *pages, uint32_t before)
{
    for (size_t i = 0; i < tree->child_count; i++)
        tree->children[i].page = ekbc_pages_raised(tree->children[i].page, before);
    for (size_t i = 0; i < tree->link_count; i++) {
        unsigned char *at = tree->leaf + tree->links[i];
        ekbc_put_u32(at, ekbc_pages_raised(ekbc_get_u32(at), before));
    }
    tree->pages = pages;
}

void ekbc_btree_finish(ekbc_btree *tree)
{
    unsigned char page[EKBC_PAGE_BYTES];
    if (tree->leaf == NULL)
        return;
    if (tree->child_count == 0) {
        head_leaf(tree);
        ekbc_pages_put(tree->pages, tree->root, tree->leaf);
    } else if (!add_child(tree, add_leaf(tree))) {
        ekbc_pages_nomem(tree->pages);
    } else {
        while (tree->pages->status == EKB_OK && !fits_a_page(tree))
            raise_level(tree, page);
        make_interior(tree, 0, tree->child_count - 1, page);
        ekbc_pages_put(tree->pages, tree->root, page);
    }
    ekbc_btree_release(tree);
}
