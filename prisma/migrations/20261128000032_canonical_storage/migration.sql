-- A version's storage has one spelling: digest, seal, readers and writers compare by it.
UPDATE version SET storage = 'mlflow-artifacts:/' || regexp_replace(storage, '^mlflow-artifacts:/+|/+$', '', 'g')
WHERE storage ~ '^mlflow-artifacts:(///|.*/$)';
