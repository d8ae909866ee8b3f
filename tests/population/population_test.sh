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

"$applicants" $policy $count $seed |
    "$tenet" batch $policy --in - --from jsonl --out "$folder/results.csv" --rejected "$folder/rejected.jsonl" ||
    [ $? -eq 2 ] # facts that contradict one another are refused
"$applicants" $policy $count $seed "$folder/results.csv"

# One more audit, half a day less, and an examination that is valid for a shorter time.
cp policies/ccaa/*.policy "$folder/new"
sed -i 's/取 4次/取 5次/; s/取 15天/取 14.5天/; s/有效 其他考试有效期/有效 30个月/' "$folder/new/upgrade_to_auditor.policy"
"$applicants" $policy $count $seed |
    "$tenet" diff $policy "$folder/new/upgrade_to_auditor.policy" --population - --from jsonl --format json >"$folder/found.json" ||
    [ $? -eq 1 ] # answers change
"$applicants" $policy $count $seed "$folder/found.json" "$folder/new/upgrade_to_auditor.policy"
rm -r "$folder"
