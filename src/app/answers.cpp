#include "app/answers.h"
#include "app/money.h"
#include "app/subjects.h"
#include "buyers/buyers.h"
#include "orders/orders.h"
#include "production/production.h"
#include "reviews/reviews.h"

namespace karya::app {

void answer_for_modules()
{
    catalogue::tell_money_by(money_path);
    catalogue::tell_voices_by(reviews::voices);
    catalogue::tell_times_by(orders::free_times);
    core::tell_subjects_by(subject_of);
    labels::tell_lots_by(production::lots_for_labels);
    buyers::tell_proofs_to(orders::adopt);
}

} // namespace karya::app
