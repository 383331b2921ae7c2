#pragma once
// Papers of a sheet. For premium/ only.

#include "premium/routes.h"

namespace karya::premium {

struct ListPaper {
    org::Unit unit {};
    Sheet sheet {};
    std::string number {};
    std::string activity {};
    std::vector<Line> lines {};
    std::vector<Approval> steps {};
    Names names {}; ///< of those whose reading holds
};
/// Who gets what, with room to sign, the approvals and the hash.
std::string list_pdf(View const& view, org::UnitScope const& scope, ListPaper const& paper);

struct StatementPaper {
    org::Unit unit {};
    std::string number {};
    std::string name {}; ///< empty: not read
    std::vector<std::string> words {};
    std::string sum {};
};
std::string statement_pdf(View const& view, StatementPaper const& paper);

} // namespace karya::premium
