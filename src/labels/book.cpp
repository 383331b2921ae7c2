#include "labels/book.h"
#include "labels/store.h"
#include <map>

namespace karya::labels {

namespace {

class Codes {
public:
    explicit Codes(View const& view) : m_view(view) { }
    Result<std::string> of(UnitId unit)
    {
        auto known = m_codes.find(unit);
        if (known == m_codes.end())
            known = m_codes.emplace(unit, TRY(org::unit(m_view, unit)).code).first;
        return known->second;
    }

private:
    View const& m_view;
    std::map<UnitId, std::string> m_codes {};
};

} // namespace

Result<Book> book(View const& view)
{
    Book made;
    Codes codes { view };
    for (auto const& key : keys(view)) made.keys.push_back({ key.kid, key.public_half });
    for (auto const& one : store::goods(view.read))
        made.goods.push_back({ TRY(codes.of(one.unit)), one.unit_name, one.article, one.name });
    for (auto const& one : store::withdrawn(view.read))
        made.withdrawn.push_back({ TRY(codes.of(one.unit)), one.first, one.last });
    return made;
}

} // namespace karya::labels
