#pragma once
// What a review may become, and what it may hold. Pure. For reviews/ only.

#include "reviews/reviews.h"

namespace karya::reviews {

/// waiting -> published, refused, taken_back; published <-> refused; both -> taken_back;
/// refused -> waiting (written anew).
bool may_become(ReviewState from, ReviewState to);

/// Trimmed, every field judged. `someone` is told beside it.
struct Checked {
    Draft draft {};
    bool someone { false };
};
/// Fails: reviews.bad_review (fields).
Result<Checked> checked(Draft const& draft);
/// Fails: reviews.bad_answer.
Result<std::string> checked_answer(std::string const& words);
/// Fails: reviews.bad_report (fields).
Result<std::string> checked_report(std::string const& words);

/// What the trail keeps of a review: its hash alone.
std::string trail_of(Review const& review);
/// What it adds to its product's rating.
catalogue::Rating rating_of(Review const& review);

} // namespace karya::reviews
