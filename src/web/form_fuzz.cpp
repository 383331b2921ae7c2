// Any bytes as a form, a query and a multipart body: refused or read, never more than was sent.
#include "web/input.h"

namespace {

using namespace karya;

struct Line {
    std::string name;
    Quantity quantity;
};
BOOST_DESCRIBE_STRUCT(Line, (), (name, quantity))

struct Input {
    std::optional<std::string> name;
    std::optional<Rupiah> price;
    std::vector<Line> lines;
    std::vector<std::string> tags;
    std::optional<web::Upload> photo;
};
BOOST_DESCRIBE_STRUCT(Input, (), (name, price, lines, tags, photo))

void read(Result<web::Field> const& fields, std::size_t size)
{
    if (!fields.ok()) return;
    for (auto const strictness : { web::Strictness::query, web::Strictness::command }) {
        auto const input = web::read_input<Input>({ web::Field {}, fields.value() }, strictness);
        if (!input.ok()) continue;
        CHECK(web::digest_text(input.value()).size()
              < 6 * size + 400 + 40 * input.value().lines.size());
        if (input.value().name) CHECK(is_clean_utf8(*input.value().name));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    web::FormLimits limits;
    read(web::parse_urlencoded(text), size);
    limits.odd_names_ignored = true;
    read(web::parse_urlencoded(text, limits), size);
    read(web::parse_multipart("multipart/form-data; boundary=x", text), size);
    auto const line = text.substr(0, text.find('\n'));
    read(web::parse_multipart(line, text.substr(std::min(line.size() + 1, text.size()))), size);
    return 0;
}
