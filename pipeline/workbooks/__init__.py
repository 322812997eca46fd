"""Writes the workbook of each plan, workbooks/<plan_id>.xlsx, for officers."""
