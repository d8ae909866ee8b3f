#!/bin/sh
# A million generated applicants through `tenet batch` and `tenet diff --population`, each in one command:
#     population_test.sh TENET TENET_APPLICANTS FOLDER
# What came of them is held against the interpreter, applicant by applicant. TENET_SCALE divides their number.
set -eu
tenet=$1 applicants=$2 folder=$3
count=$((1000000 / ${TENET_SCALE:-1}))
seed=7
policy=policies/ccaa/upgrade_to_auditor.policy
rm -rf "$folder"
mkdir -p "$folder/new"

# The exit status of what stands behind it, which is to be the first word.
status_is() {
    wanted=$1 found=0
    shift
    "$@" || found=$?
    [ $found -eq "$wanted" ] || {
        echo "$2 gave $found instead of $wanted"
        exit 1
    }
}

# Facts that contradict one another are refused, and kept as they stand.
"$applicants" $policy $count $seed |
    status_is 2 "$tenet" batch $policy --in - --from jsonl --out "$folder/results.csv" --rejected "$folder/rejected.jsonl"
"$applicants" $policy $count $seed "$folder/results.csv" "$folder/rejected.jsonl"

# One more audit, half a day less, and an examination that is valid for a shorter time.
cp policies/ccaa/*.policy "$folder/new"
for words in 取\ 4次 取\ 15天 有效\ 其他考试有效期; do
    grep -q "$words" "$folder/new/upgrade_to_auditor.policy"
done
sed -i 's/取 4次/取 5次/; s/取 15天/取 14.5天/; s/有效 其他考试有效期/有效 30个月/' "$folder/new/upgrade_to_auditor.policy"
"$applicants" $policy $count $seed |
    status_is 1 "$tenet" diff $policy "$folder/new/upgrade_to_auditor.policy" --population - --from jsonl --format json >"$folder/found.json"
"$applicants" $policy $count $seed "$folder/found.json" "$folder/new/upgrade_to_auditor.policy"
rm -r "$folder"
