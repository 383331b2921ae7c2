#pragma once
// Which route answers a path. Fixed segments win over "{name}", which takes exactly one segment and
// may have text around it ("{seed}.svg").

#include "web/form.h"
#include "web/routes.h"
#include <map>
#include <memory>

namespace karya::web {

struct Match {
    Route const* get { nullptr };
    Route const* post { nullptr };
    /// What the braces took, in order; named by each route's own pattern.
    std::vector<std::string> taken {};

    bool found() const { return get || post; }
    Field captures(Route const& route) const;
};

class RouteTable {
public:
    /// `routes` outlives the table. Two routes with one method and pattern are a Bug.
    explicit RouteTable(Routes const& routes);

    Match find(std::string_view path) const;
    /// The GET route with exactly that pattern, or null.
    Route const* page(std::string_view pattern) const;

private:
    struct Node;
    struct Brace {
        std::string before;
        std::string after;
        std::unique_ptr<Node> node;
    };
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed {};
        std::vector<Brace> braces {};
        Route const* get { nullptr };
        Route const* post { nullptr };
    };

    Node& reach(std::string_view pattern);
    static bool walk(Node const& node, std::vector<std::string_view> const& segments,
                     std::size_t depth, Match& match);

    Node m_root;
    std::map<std::string, Route const*, std::less<>> m_pages;
};

/// The names in the braces of a pattern, in order.
std::vector<std::string> capture_names(std::string_view pattern);

} // namespace karya::web
