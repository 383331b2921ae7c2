// The reference for sales and orders: bare SQLite making the very row writes that Karya made (a tape
// of the probe) in the same tables, but asking and checking nothing: no HTTP, no reads, no rules. A
// row of TABLE ends each; GROUP of them a COMMIT, synchronous=FULL as in Karya. Prints how many per
// second and rows each.
//   play_tape DATABASE TAPE GROUP TABLE
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { statements_max = 512 };

static sqlite3* database;
static sqlite3_stmt* statements[statements_max];
static int makes[statements_max]; // the statement that makes a row of the table
static char made_by[100];         // how it is told
static char* tape;
static char* at;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void check(int good, char const* what)
{
    if (good) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

static void run(char const* sql)
{
    check(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, sql);
}

static int64_t take(void)
{
    int64_t number;
    memcpy(&number, at, sizeof number);
    at += sizeof number;
    return number;
}

static void bind(sqlite3_stmt* statement, int place)
{
    char const kind = *at++;
    int64_t const number = take();
    if (kind == 'i') sqlite3_bind_int64(statement, place, number);
    if (kind == 'n') sqlite3_bind_null(statement, place);
    if (kind != 't') return;
    sqlite3_bind_text64(statement, place, at, (sqlite3_uint64)number, SQLITE_STATIC, SQLITE_UTF8);
    at += number;
}

// Plays one record; 1 when it made a row of the table.
static int play(void)
{
    int64_t const which = take(), size = take();
    if (size > 0) {
        check(which < statements_max
                  && sqlite3_prepare_v3(database, at, (int)size, SQLITE_PREPARE_PERSISTENT,
                                        &statements[which], NULL)
                      == SQLITE_OK,
              "prepare");
        makes[which] = memmem(at, (size_t)size, made_by, strlen(made_by)) != NULL;
        at += size;
    }
    sqlite3_stmt* const statement = statements[which];
    int const count = (int)take();
    for (int place = 1; place <= count; ++place) bind(statement, place);
    int step;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) { }
    check(step == SQLITE_DONE, sqlite3_sql(statement));
    sqlite3_reset(statement);
    return makes[which];
}

static char* read_file(char const* name, int64_t* size)
{
    FILE* const file = fopen(name, "rb");
    check(file != NULL, name);
    fseek(file, 0, SEEK_END);
    *size = ftell(file);
    rewind(file);
    char* const bytes = malloc((size_t)*size);
    check(fread(bytes, (size_t)*size, 1, file) == 1, name);
    fclose(file);
    return bytes;
}

int main(int count, char** words)
{
    if (count != 5) return 2;
    long const group = atol(words[3]);
    snprintf(made_by, sizeof made_by, "INTO %s", words[4]);
    int64_t size;
    at = tape = read_file(words[2], &size);
    check(sqlite3_open(words[1], &database) == SQLITE_OK, words[1]);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
        "PRAGMA cache_size=-16384; PRAGMA mmap_size=1073741824; PRAGMA foreign_keys=ON");
    long all = 0;
    sqlite3_int64 const before = sqlite3_total_changes64(database);
    double const begun = now();
    while (at < tape + size) {
        run("BEGIN IMMEDIATE");
        for (long made = 0; made < group && at < tape + size;) {
            int const one = play();
            made += one;
            all += one;
        }
        run("COMMIT");
    }
    double const seconds = now() - begun;
    sqlite3_int64 const rows = sqlite3_total_changes64(database) - before;
    for (int i = 0; i < statements_max; ++i) sqlite3_finalize(statements[i]);
    // A log left behind would be played into the next copy of this name.
    check(sqlite3_close(database) == SQLITE_OK, "close");
    printf("%.0f %.1f\n", (double)all / seconds, (double)rows / (double)all);
    return 0;
}
