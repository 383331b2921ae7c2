// Any bytes are a table or a clear refusal, whatever follows the signature of xz too; what is read
// as a row is written and read back the same.

#include "sheet/defuse.h"
#include "sheet/sheet.h"
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace karya::sheet;
    std::string text { reinterpret_cast<char const*>(bytes), size };
    if (text.starts_with("PK")) return 0;
    auto opened = Reader::open(from_memory(std::move(text)),
                               { { "a", { "kode" } }, { "b", {}, Need::optional } });
    if (!opened.ok()) return 0;
    auto reader = opened.take();
    Row row;
    std::int64_t last = 0;
    for (;;) {
        auto const more = reader.next(row);
        if (!more.ok() || !more.value()) return 0;
        if (row.number() <= last) std::abort();
        last = row.number();
        if (undefused(defused(row["a"])) != row["a"]) std::abort();
    }
}
