// A product's papers at the desk.

#include "catalogue/desk.h"
#include "catalogue/routes_desk.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

// ---- /meja/produk/{product}/surat: its papers, a few rows ----

struct PaperInput {
    std::optional<PaperKind> kind {};
    std::optional<std::string> number {};
    std::optional<Day> valid_to {};
};
BOOST_DESCRIBE_STRUCT(PaperInput, (), (kind, number, valid_to))

struct PapersForm {
    std::vector<PaperInput> papers {};
};
BOOST_DESCRIBE_STRUCT(PapersForm, (), (papers))

struct PapersPage {
    std::string title {};
    ProductId product {};
    PapersForm form {};
};
BOOST_DESCRIBE_STRUCT(PapersPage, (), (title, product, form))

Result<PapersPage> show_papers(View& view, ProductPath const& path)
{
    constexpr std::size_t free_rows = 2;
    auto const scope = TRY(scope_of(view, path.product));
    auto const whole = TRY(product(view, scope, path.product));
    PapersPage page { whole.name(view.lang), whole.id, {} };
    for (auto const& paper : whole.papers)
        page.form.papers.push_back({ paper.kind, paper.number, paper.valid_to });
    page.form.papers.resize(page.form.papers.size() + free_rows);
    return page;
}

struct PapersEdit {
    ProductId product {};
    std::vector<PaperInput> papers {}; ///< rows without a number are left out
};
BOOST_DESCRIBE_STRUCT(PapersEdit, (), (product, papers))

Result<ProductPath> post_papers(Call& call, PapersEdit const& given)
{
    auto const scope = TRY(scope_of(call.view(), given.product));
    std::vector<Paper> papers;
    Error refused { invalid };
    for (std::size_t i = 0; i < given.papers.size(); ++i) {
        auto const& row = given.papers[i];
        if (!row.number) continue;
        if (!row.kind)
            refused.fields.push_back(
                { "papers." + std::to_string(i) + ".kind", std::string { reason::required }, {} });
        else
            papers.push_back({ *row.kind, *row.number, row.valid_to });
    }
    if (!refused.fields.empty()) return refused;
    TRY(set_papers(call, scope, given.product, papers));
    return ProductPath { given.product };
}

} // namespace

void add_desk_paper_routes(web::Routes& routes)
{
    routes.query<ProductPath, PapersPage>("/meja/produk/{product}/surat", edit, show_papers,
                                          { .name = "catalogue/papers", .edits = true });
    routes.command<PapersEdit, ProductPath>(
        "/meja/produk/{product}/surat", edit, post_papers,
        { "/meja/produk/{product}", "/meja/produk/{product}/surat" });
}

} // namespace karya::catalogue
