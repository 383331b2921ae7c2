// Whatever others send or copy: read or refused, and what was read is spelled in one way only.

#include "base/check.h"
#include "tlog/line.h"
#include "tlog/note.h"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace karya;
    using namespace karya::tlog;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    if (auto const note = read_note(text); note.ok()) CHECK(spelled(note.value()) == text);
    if (auto const point = read_checkpoint(text); point.ok()) CHECK(text_of(point.value()) == text);
    if (auto const receipt = read_receipt(text); receipt.ok()) {
        CHECK(spelled(receipt.value()) == text);
        auto const& [entry, n, path, note] = receipt.value();
        auto const point = read_checkpoint(note.text);
        if (point.ok()) (void)is_included(leaf_hash(entry), n, point.value().head, path);
    }
    if (auto const asked = read_submission(text); asked.ok()) {
        CHECK(spelled(asked.value()) == text);
        auto const point = read_checkpoint(asked.value().note.text);
        if (point.ok())
            (void)is_consistent({ asked.value().older, sha256("") }, point.value().head,
                                asked.value().path);
    }
    if (auto const key = read_verifier(text); key.ok()) CHECK(spelled(key.value()) == text);
    if (auto const line = read_line(text); line.ok()) CHECK(text_of(line.value()) == text);
    return 0;
}
