// What an older program left in plain text, until it is sealed.

#include "payments/store.h"

namespace karya::payments::store {

namespace {

db::Query const select_plain_payers { "payments.plain_payers", R"sql(
SELECT payment, name, email, phone, bank, number, holder FROM payments_payer
ORDER BY payment LIMIT 500
)sql" };
db::Query const select_plain_proofs { "payments.plain_proofs", R"sql(
SELECT payment, at, webp FROM payments_proof ORDER BY payment LIMIT 20
)sql" };
db::Query const delete_plain_payer { "payments.drop_plain_payer",
                                     "DELETE FROM payments_payer WHERE payment = $1" };
db::Query const delete_plain_proof { "payments.drop_plain_proof",
                                     "DELETE FROM payments_proof WHERE payment = $1" };

} // namespace

std::vector<PlainPayer> plain_payers(db::Read& read)
{
    return read.all<PlainPayer>(select_plain_payers);
}

std::vector<PlainProof> plain_proofs(db::Read& read)
{
    return read.all<PlainProof>(select_plain_proofs);
}

void drop_plain_payer(db::Tx& tx, PaymentId id) { tx.run(delete_plain_payer, id); }

void drop_plain_proof(db::Tx& tx, PaymentId id) { tx.run(delete_plain_proof, id); }

} // namespace karya::payments::store
