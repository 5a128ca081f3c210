# Two plans, five news items, and what came of them; the facts are those of the press. The items are logged in the
# order in which they were found, which is not the order in which they were published. The log is example.db.
export TRACKER_DB="${TRACKER_DB:-example.db}" TRACKER_USER="${TRACKER_USER:-lena}"
# Print each command before its output.
exec 2>&1
set -v

cat examples/ahn-to-japan.txt

tracker draft examples/ahn-to-japan.txt --source NationPress --published 2026-01-21

tracker draft examples/ahn-to-japan.txt --source NationPress --published 2026-01-21 --record

tracker report ahn-koizumi confirmed --source Yonhap --published 2026-01-28 \
  --attribution official --attributed-to "both defence ministries" --side KR --side JP \
  --window 2026-01-30 --place Yokosuka

tracker status ahn-koizumi

tracker why ahn-koizumi

tracker report ahn-koizumi noted --source NationPress --via "Yomiuri Shimbun" --published 2026-01-21 \
  --attribution media --place "Yokosuka?"

tracker status ahn-koizumi --as-of 2026-01-22

tracker status ahn-koizumi --as-of 2026-01-22 --known-at @2 | tail -n 1

tracker report nakatani-seoul-2024-12 cancelled --new \
  --source NationPress --via Yonhap --published 2025-09-05 \
  --window 2024-12 --words "December of last year" --place Seoul --host KR \
  --reason "fallout of the failed martial law" --with "Gen Nakatani, defence minister, JP"

tracker report nakatani-seoul-2024-12 postponed --source Kyodo --published 2024-12-04 --attribution sources

tracker report nakatani-ahn-seoul-2025-09 confirmed --new \
  --source NationPress --via Yonhap --published 2025-09-05 \
  --attribution official --attributed-to "South Korea's defence ministry" --side KR \
  --window "[2025-09-08..2025-09-10]" --words "next week" --place Seoul --host KR \
  --with "Gen Nakatani, defence minister, JP" --with "Ahn Gyu-back, defence minister, KR"

tracker report nakatani-ahn postponed --source Kyodo --published 2025-09-05 --attribution sources

tracker link nakatani-ahn-seoul-2025-09 successor-of nakatani-seoul-2024-12

tracker status --all

tracker agenda --overdue

tracker diff ahn-koizumi 2026-01-22 2026-01-28

# September has 30 days, so this report is refused. The error is intended, and the only one here.
tracker report nakatani-ahn confirmed --source Jiji --published 2025-09-08 --window 2025-09-31

tracker report nakatani-ahn held --source Jiji --published 2025-09-08 --window 2025-09-08

tracker retract @3 --because "the newspaper withdrew it" --fault outlet --published 2026-01-24

set +v  # the end of the example
programs=$(dirname "$(command -v tracker)")
echo
echo "The log of this example is $TRACKER_DB. To go on, activate the environment or name the command by its path:"
echo "  . $programs/activate && tracker --db $TRACKER_DB status --all"
echo "  $programs/tracker --db $TRACKER_DB status --all"
