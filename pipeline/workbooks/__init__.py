"""The workbook of each plan, workbooks/<plan_id>.xlsx: what officers open."""
